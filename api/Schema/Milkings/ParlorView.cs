using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>
/// Current state of a milking parlor, at most two seconds old. Its round is all milkings without a pause of 90 minutes between two starts,
/// at most the last 12 hours; during a pause it is the previous round.
/// </summary>
[Name("Parlor")]
public sealed class ParlorView
{
    private readonly ApiPrincipal _caller;
    private readonly ParlorSnapshot _parlor;

    private ParlorView(ApiPrincipal caller, ParlorSnapshot parlor) => (_caller, _parlor) = (caller, parlor);

    /// <summary>Number of the farm the parlor is on.</summary>
    public int FarmId => _parlor.FarmId;

    /// <summary>Number of the parlor, unique on the farm.</summary>
    public int ParlorId => _parlor.ParlorId;

    /// <summary>Stalls of the parlor, ordered by number.</summary>
    public IEnumerable<StallView> Stalls => _parlor.Stalls.Select(stall => new StallView(_caller, stall));

    /// <summary>Start of the round; null when nothing was milked in the last 24 hours.</summary>
    public DateTimeOffset? StartedAt => _parlor.StartedAt.ToInstant();

    /// <summary>Number of milkings of the round that have ended.</summary>
    public int Milked => _parlor.CompletedMilkings;

    /// <summary>Number of different animals recognised in the round.</summary>
    public int Animals => _parlor.AnimalCount;

    /// <summary>Number of stalls where a milking is running.</summary>
    public int Running => _parlor.ActiveStalls;

    /// <summary>Milk of the round, in litres.</summary>
    public double Litres => _parlor.Litres;

    /// <summary>Milkings per hour, from the first start to the last end of the round; null before one has ended.</summary>
    public double? PerHour => _parlor.MilkingsPerHour;

    /// <summary>Status the parlor last reported; null when its report named none or it has reported nothing.</summary>
    public DeviceStatus? Status => _parlor.StatusReport?.Status;

    /// <summary>Message in the parlor's last report; null when there is none.</summary>
    public string? StatusMessage => _parlor.StatusReport?.Message;

    /// <summary>Time of the parlor's last report; null when it has reported nothing.</summary>
    public DateTimeOffset? StatusAt => _parlor.StatusReport?.Time.ToInstant();

    /// <summary>A parlor the caller may see.</summary>
    internal static ParlorView ForCaller(ApiPrincipal caller, ParlorSnapshot parlor)
    {
        caller.RequireFarm(parlor.FarmId);
        return new(caller, parlor);
    }
}
