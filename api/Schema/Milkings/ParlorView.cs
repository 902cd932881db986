using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>
/// A parlor now, at most two seconds old. "This milking" is what was milked there without a pause of an hour and a half between two beginnings, at most twelve hours; in a pause it is
/// the last one.
/// </summary>
[Name("Parlor")]
public sealed class ParlorView
{
    private readonly ApiPrincipal _caller;
    private readonly ParlorSnapshot _parlor;

    private ParlorView(ApiPrincipal caller, ParlorSnapshot parlor) => (_caller, _parlor) = (caller, parlor);

    /// <summary>The farm.</summary>
    public int FarmId => _parlor.FarmId;

    /// <summary>Its number on the farm.</summary>
    public int ParlorId => _parlor.ParlorId;

    /// <summary>By number.</summary>
    public IEnumerable<StallView> Stalls => _parlor.Stalls.Select(stall => new StallView(_caller, stall));

    /// <summary>When this milking began; null when nothing was milked in the last 24 hours.</summary>
    public DateTimeOffset? StartedAt => _parlor.StartedAt.ToInstant();

    /// <summary>Milkings of this milking that are over.</summary>
    public int Milked => _parlor.CompletedMilkings;

    /// <summary>Different animals that were recognised in this milking.</summary>
    public int Animals => _parlor.AnimalCount;

    /// <summary>Stalls where the cups are on.</summary>
    public int Running => _parlor.ActiveStalls;

    /// <summary>Litres of this milking.</summary>
    public double Litres => _parlor.Litres;

    /// <summary>Milkings an hour, from the first beginning to the last end; null before one is over.</summary>
    public double? PerHour => _parlor.MilkingsPerHour;

    /// <summary>What the parlor last said of itself; null when it named none, or said nothing yet.</summary>
    public DeviceStatus? Status => _parlor.StatusReport?.Status;

    /// <summary>In the parlor's words; null when it said nothing.</summary>
    public string? StatusMessage => _parlor.StatusReport?.Message;

    /// <summary>When it said so.</summary>
    public DateTimeOffset? StatusAt => _parlor.StatusReport?.Time.ToInstant();

    /// <summary>A parlor the caller may see.</summary>
    internal static ParlorView ForCaller(ApiPrincipal caller, ParlorSnapshot parlor)
    {
        caller.RequireFarm(parlor.FarmId);
        return new(caller, parlor);
    }
}
