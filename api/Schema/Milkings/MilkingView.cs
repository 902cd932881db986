using System.Globalization;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One milking of one animal at one stall, assembled from the meter's messages in whatever order they arrived.</summary>
[Name("Milking")]
public sealed class MilkingView
{
    private readonly MilkingSession _milking;

    private MilkingView(MilkingSession milking) => _milking = milking;

    /// <summary>Id of the milking, unique on the farm.</summary>
    [Id]
    public string Id => _milking.Id;

    /// <summary>Number of the farm the milking took place on.</summary>
    public int FarmId => _milking.FarmId;

    /// <summary>Id of the milk meter.</summary>
    [Id]
    public string DeviceId => _milking.DeviceId;

    /// <summary>Number of the milking parlor; null when the meter is in none.</summary>
    public int? ParlorId => _milking.ParlorId;

    /// <summary>Number of the stall in the parlor; null when the meter is at none.</summary>
    public int? StallId => _milking.StallId;

    /// <summary>Id the meter gave the milking; null when it gave none.</summary>
    public string? SessionId => _milking.SessionId;

    /// <summary>Id of the animal; null when the stall did not recognise it.</summary>
    [Id]
    public string? AnimalId => _milking.AnimalId;

    /// <summary>Animal that was milked; null when the stall did not recognise it or it is not registered.</summary>
    public IDataLoaderResult<AnimalView?> Animal(IResolveFieldContext context, [Caller] ApiPrincipal caller)
        => _milking.AnimalId is not { } animal
        ? DataLoaderResults.FromResult<MilkingView>(this).Then(_ => (AnimalView?)null)
        : context.LoadFromGrain("animals", SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(FarmId, animal), (grains, key) =>
            grains.GetGrain<IAnimalGrain>(key).GetAsync())
            .Then(known => known is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, known));

    /// <summary>Time at which the milking cups were attached.</summary>
    public DateTimeOffset StartedAt => _milking.StartedAt.ToInstant();

    /// <summary>Time at which the milking cups came off; null when not reported.</summary>
    public DateTimeOffset? EndedAt => _milking.EndedAt.ToInstant();

    /// <summary>State of the milking: running, complete, or its end is missing.</summary>
    public MilkingState State => _milking.State;

    /// <summary>Day of the farm's calendar on which the milking started and for which it counts, such as 2026-03-02.</summary>
    public string Date => DateOnly.FromDayNumber(_milking.FarmDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Milk given, in litres; null when not reported.</summary>
    public double? Litres => _milking.Litres;

    /// <summary>Average milk flow, in L/min; null when not reported.</summary>
    public double? AverageFlow => _milking.AverageFlow;

    /// <summary>Highest milk flow, in L/min; null when not reported.</summary>
    public double? PeakFlow => _milking.PeakFlow;

    /// <summary>Temperature of the milk, in °C; null when not reported.</summary>
    public double? Temperature => _milking.Temperature;

    /// <summary>Electrical conductivity of the milk of all quarters, in mS/cm; null when not reported.</summary>
    public double? Conductivity => _milking.Conductivity;

    /// <summary>Duration of the milking in seconds; null when unknown.</summary>
    public int? DurationSeconds => _milking.DurationSeconds;

    /// <summary>Whether the meter detected blood in the milk; null when not reported.</summary>
    public bool? BloodDetected => _milking.BloodDetected;

    /// <summary>True when the meter reported it or less than half of the expected milk was given.</summary>
    public bool Incomplete => _milking.Incomplete;

    /// <summary>True when the flow stopped long before the milk was out, as when the cups are kicked off; it may have resumed.</summary>
    public bool KickOff => _milking.KickOff;

    /// <summary>Hours since the start of the animal's previous milking; null when none is known.</summary>
    public double? IntervalHours => _milking.IntervalHours;

    /// <summary>Milk expected from the animal after that interval, in litres; null while too few of its milkings are known.</summary>
    public double? ExpectedLitres => _milking.ExpectedLitres;

    /// <summary>True when the messages named more than one animal; the last one named counts.</summary>
    public bool AnimalDisputed => _milking.AnimalDisputed;

    /// <summary>Lowest quality of the milking's messages, 0 to 100.</summary>
    public int Quality => _milking.Quality;

    /// <summary>Number of messages the milking was assembled from.</summary>
    public int Messages => _milking.Messages;

    /// <summary>Milk of each quarter of the udder; empty when the meter does not measure quarters.</summary>
    public IEnumerable<QuarterMilkingView> Quarters => _milking.Quarters.Select(quarter => new QuarterMilkingView(quarter));

    /// <summary>
    /// Curves of milk, flow and conductivity, at most 240 points in order of time; empty when the meter sends none while milking.
    /// </summary>
    public IEnumerable<FlowPointView> Curve => _milking.Curve.Select(FlowPointView.From);

    /// <summary>A milking the caller may see.</summary>
    internal static MilkingView ForCaller(ApiPrincipal caller, MilkingSession milking)
    {
        caller.RequireFarm(milking.FarmId);
        return new(milking);
    }
}
