using System.Text.Json.Serialization;

namespace SmartDairy.Contracts.Milking;

/// <summary>One milking of one animal at one stall, put together from its messages. Times are Unix milliseconds, UTC; null where nobody said.</summary>
[GenerateSerializer, Immutable, Alias("milking-session")]
public sealed record MilkingSession
{
    /// <summary>Unique on the farm, the same however often and in whatever order its messages come; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string DeviceId { get; init; }

    [Id(3)] public int? ParlorId { get; init; }

    [Id(4)] public int? StallId { get; init; }

    /// <summary>The meter's own name for it.</summary>
    [Id(5)] public string? SessionId { get; init; }

    /// <summary>Null when the stall did not recognise her.</summary>
    [Id(6)] public string? AnimalId { get; init; }

    [Id(7)] public required long StartedAt { get; init; }

    [Id(8)] public long? EndedAt { get; init; }

    [Id(9)] public required MilkingState State { get; init; }

    /// <summary>The day of the farm's calendar it began on, counted from 0001-01-01 as <see cref="DateOnly.DayNumber"/>.</summary>
    [Id(10)] public required int FarmDay { get; init; }

    [Id(11)] public double? Litres { get; init; }

    /// <summary>L/min.</summary>
    [Id(12)] public double? AverageFlow { get; init; }

    /// <summary>L/min.</summary>
    [Id(13)] public double? PeakFlow { get; init; }

    /// <summary>Of the milk, °C.</summary>
    [Id(14)] public double? Temperature { get; init; }

    /// <summary>Of the milk of all quarters, mS/cm.</summary>
    [Id(15)] public double? Conductivity { get; init; }

    [Id(16)] public int? DurationSeconds { get; init; }

    [Id(17)] public bool? BloodDetected { get; init; }

    /// <summary>The meter said so, or far less milk came than she was expected to have.</summary>
    [Id(18)] public bool Incomplete { get; init; }

    /// <summary>The flow broke off long before the milk was out, and may have begun again.</summary>
    [Id(19)] public bool KickOff { get; init; }

    /// <summary>Empty when the meter knows no quarters.</summary>
    [Id(20)] public IReadOnlyList<QuarterMilking> Quarters { get; init; } = [];

    /// <summary>At most 240 points, by time; empty when the meter sent none on the way.</summary>
    [Id(21)] public IReadOnlyList<FlowPoint> Curve { get; init; } = [];

    /// <summary>Hours since her last milking began; null for the first that is known.</summary>
    [Id(22)] public double? IntervalHours { get; init; }

    /// <summary>What she was expected to give, L, from her own lactation and the interval.</summary>
    [Id(23)] public double? ExpectedLitres { get; init; }

    /// <summary>Lowest quality of its messages, 0 to 100.</summary>
    [Id(24)] public int Quality { get; init; }

    /// <summary>Messages it was put together from.</summary>
    [Id(25)] public int Messages { get; init; }

    /// <summary>Its messages named more than one animal; the one named last stands.</summary>
    [Id(26)] public bool AnimalDisputed { get; init; }

    /// <summary>See <see cref="MilkingState.Retracted"/>.</summary>
    [JsonIgnore]
    public bool Retracted => State == MilkingState.Retracted;
}
