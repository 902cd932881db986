using SmartDairy.Contracts.Milking;

namespace SmartDairy.Contracts.Detections;

/// <summary>Something a detector found at an animal, a device or a zone, with its evidence. Times are Unix milliseconds, UTC, event time.</summary>
[GenerateSerializer, Immutable, Alias("detection")]
public sealed record Detection
{
    /// <summary>Unique on the farm; found again after a restart it has the same; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required DetectionKind Kind { get; init; }

    /// <summary><c>animal</c>, <c>device</c> or <c>zone</c>.</summary>
    [Id(3)] public required string SubjectType { get; init; }

    /// <summary>The animal's or device's id; <c>barn/1/zone/2</c> for a zone.</summary>
    [Id(4)] public required string SubjectId { get; init; }

    /// <summary>The metric, of a sensor's detection; null otherwise.</summary>
    [Id(5)] public string? Metric { get; init; }

    /// <summary>When it began, as far as the data tell.</summary>
    [Id(6)] public required long StartedAt { get; init; }

    /// <summary>When the data sufficed to tell.</summary>
    [Id(7)] public required long DetectedAt { get; init; }

    [Id(8)] public long? PeakAt { get; init; }

    [Id(9)] public long? EndedAt { get; init; }

    [Id(10)] public required DetectionState State { get; init; }

    /// <summary>How sure, 0 to 1.</summary>
    [Id(11)] public required double Certainty { get; init; }

    /// <summary>The detector's own number, its highest in the episode; what it means is in the detector's documentation.</summary>
    [Id(12)] public required double Score { get; init; }

    /// <summary>Which detector, and which version of it, e.g. <c>heat/1</c>.</summary>
    [Id(13)] public required string Detector { get; init; }

    [Id(14)] public required IReadOnlyList<DetectionReason> Reasons { get; init; }

    /// <summary>Of mastitis, when the meter tells quarters apart; null otherwise.</summary>
    [Id(15)] public Quarter? Quarter { get; init; }

    /// <summary>When to act: of heat, from when to when to inseminate. Null when there is no such window.</summary>
    [Id(16)] public long? ActFrom { get; init; }

    [Id(17)] public long? ActUntil { get; init; }

    [Id(18)] public DetectionVerdict Verdict { get; init; }

    [Id(19)] public long? VerdictAt { get; init; }

    /// <summary>The name of the key or user that gave the verdict.</summary>
    [Id(20)] public string? VerdictBy { get; init; }

    [Id(21)] public string? VerdictComment { get; init; }
}
