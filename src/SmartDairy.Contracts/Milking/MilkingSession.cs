using System.Text.Json.Serialization;

namespace SmartDairy.Contracts.Milking;

/// <summary>
/// One milking of one animal at one stall, assembled from its messages. Times are Unix milliseconds, UTC; a value is null when it was not
/// reported.
/// </summary>
[GenerateSerializer, Immutable, Alias("milking-session")]
public sealed record MilkingSession
{
    /// <summary>Unique on the farm and independent of the number and order of the messages; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string DeviceId { get; init; }

    [Id(3)] public int? ParlorId { get; init; }

    [Id(4)] public int? StallId { get; init; }

    /// <summary>The meter's own id of the session.</summary>
    [Id(5)] public string? SessionId { get; init; }

    /// <summary>The milked animal; null when the stall did not recognise the animal.</summary>
    [Id(6)] public string? AnimalId { get; init; }

    [Id(7)] public required long StartedAt { get; init; }

    [Id(8)] public long? EndedAt { get; init; }

    [Id(9)] public required MilkingState State { get; init; }

    /// <summary>The local day of the farm on which the milking began, as <see cref="DateOnly.DayNumber"/>.</summary>
    [Id(10)] public required int FarmDay { get; init; }

    [Id(11)] public double? Litres { get; init; }

    /// <summary>Average flow of the milk, L/min.</summary>
    [Id(12)] public double? AverageFlow { get; init; }

    /// <summary>Peak flow of the milk, L/min.</summary>
    [Id(13)] public double? PeakFlow { get; init; }

    /// <summary>Temperature of the milk, °C.</summary>
    [Id(14)] public double? Temperature { get; init; }

    /// <summary>Conductivity of the milk of all quarters, mS/cm.</summary>
    [Id(15)] public double? Conductivity { get; init; }

    [Id(16)] public int? DurationSeconds { get; init; }

    [Id(17)] public bool? BloodDetected { get; init; }

    /// <summary>True when the meter reported an incomplete milking or the yield is far below <see cref="ExpectedLitres"/>.</summary>
    [Id(18)] public bool Incomplete { get; init; }

    /// <summary>True when the flow stopped long before the udder was empty, even if it started again.</summary>
    [Id(19)] public bool KickOff { get; init; }

    /// <summary>Values by quarter; empty when the meter does not measure quarters.</summary>
    [Id(20)] public IReadOnlyList<QuarterMilking> Quarters { get; init; } = [];

    /// <summary>At most 240 points in time order; empty when the meter sent none during the milking.</summary>
    [Id(21)] public IReadOnlyList<FlowPoint> Curve { get; init; } = [];

    /// <summary>Hours since the animal's previous milking began; null for the first known milking.</summary>
    [Id(22)] public double? IntervalHours { get; init; }

    /// <summary>Expected yield in L, from the animal's lactation and the interval.</summary>
    [Id(23)] public double? ExpectedLitres { get; init; }

    /// <summary>Lowest quality of the messages, 0 to 100.</summary>
    [Id(24)] public int Quality { get; init; }

    /// <summary>Number of messages the milking was assembled from.</summary>
    [Id(25)] public int Messages { get; init; }

    /// <summary>True when the messages named more than one animal; the animal named last is used.</summary>
    [Id(26)] public bool AnimalDisputed { get; init; }

    /// <summary>See <see cref="MilkingState.Retracted"/>.</summary>
    [JsonIgnore]
    public bool Retracted => State == MilkingState.Retracted;
}
