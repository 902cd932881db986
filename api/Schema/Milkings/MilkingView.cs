using System.Globalization;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One milking of one animal at one stall, put together from its messages in whatever order they came.</summary>
[Name("Milking")]
public sealed class MilkingView
{
    private readonly MilkingSession _milking;

    private MilkingView(MilkingSession milking) => _milking = milking;

    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => _milking.Id;

    /// <summary>The farm.</summary>
    public int FarmId => _milking.FarmId;

    /// <summary>The meter.</summary>
    [Id]
    public string DeviceId => _milking.DeviceId;

    /// <summary>Null when the meter stands in none.</summary>
    public int? ParlorId => _milking.ParlorId;

    /// <summary>Null when the meter stands at none.</summary>
    public int? StallId => _milking.StallId;

    /// <summary>The meter's own name for it; null when it gave none.</summary>
    public string? SessionId => _milking.SessionId;

    /// <summary>Null when the stall did not recognise her.</summary>
    [Id]
    public string? AnimalId => _milking.AnimalId;

    /// <summary>Null when the stall did not recognise her, or she is not registered.</summary>
    public IDataLoaderResult<AnimalView?> Animal(IResolveFieldContext context, [Caller] ApiPrincipal caller) => _milking.AnimalId is not { } animal
        ? DataLoaderResults.FromResult<MilkingView>(this).Then(_ => (AnimalView?)null)
        : context.LoadFromGrain("animals", SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(FarmId, animal), (grains, key) => grains.GetGrain<IAnimalGrain>(key).GetAsync())
            .Then(known => known is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, known));

    /// <summary>When the cups went on.</summary>
    public DateTimeOffset StartedAt => _milking.StartedAt.ToInstant();

    /// <summary>When they came off; null when nobody said.</summary>
    public DateTimeOffset? EndedAt => _milking.EndedAt.ToInstant();

    /// <summary>How far it is known.</summary>
    public MilkingState State => _milking.State;

    /// <summary>The day of the farm's calendar it counts for, the one it began on, such as 2026-03-02.</summary>
    public string Date => DateOnly.FromDayNumber(_milking.FarmDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Litres; null when the meter did not say.</summary>
    public double? Litres => _milking.Litres;

    /// <summary>Litres a minute; null when the meter did not say.</summary>
    public double? AverageFlow => _milking.AverageFlow;

    /// <summary>Litres a minute; null when the meter did not say.</summary>
    public double? PeakFlow => _milking.PeakFlow;

    /// <summary>Of the milk, °C; null when the meter did not say.</summary>
    public double? Temperature => _milking.Temperature;

    /// <summary>Of the milk of all quarters, mS/cm; null when the meter did not say.</summary>
    public double? Conductivity => _milking.Conductivity;

    /// <summary>Seconds; null when it is not known.</summary>
    public int? DurationSeconds => _milking.DurationSeconds;

    /// <summary>Null when the meter did not say.</summary>
    public bool? BloodDetected => _milking.BloodDetected;

    /// <summary>The meter said so, or less than half of what was expected of her came.</summary>
    public bool Incomplete => _milking.Incomplete;

    /// <summary>The flow broke off long before the milk was out, and may have begun again.</summary>
    public bool KickOff => _milking.KickOff;

    /// <summary>Hours since her last milking began; null for the first that is known.</summary>
    public double? IntervalHours => _milking.IntervalHours;

    /// <summary>Litres that were expected of her after that interval; null while she is not known well enough.</summary>
    public double? ExpectedLitres => _milking.ExpectedLitres;

    /// <summary>Its messages named more than one animal; the one named last stands.</summary>
    public bool AnimalDisputed => _milking.AnimalDisputed;

    /// <summary>Lowest quality of its messages, 0 to 100.</summary>
    public int Quality => _milking.Quality;

    /// <summary>Messages it was put together from.</summary>
    public int Messages => _milking.Messages;

    /// <summary>What each quarter gave; empty when the meter does not tell them apart.</summary>
    public IEnumerable<QuarterMilkingView> Quarters => _milking.Quarters.Select(quarter => new QuarterMilkingView(quarter));

    /// <summary>At most 240 points, by time; empty when the meter sent none on the way.</summary>
    public IEnumerable<FlowPointView> Curve => _milking.Curve.Select(FlowPointView.From);

    /// <summary>A milking the caller may see.</summary>
    internal static MilkingView ForCaller(ApiPrincipal caller, MilkingSession milking)
    {
        caller.RequireFarm(milking.FarmId);
        return new(milking);
    }
}
