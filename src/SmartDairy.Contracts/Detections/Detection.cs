using SmartDairy.Contracts.Milking;

namespace SmartDairy.Contracts.Detections;

/// <summary>A detection at an animal, a device or a zone, with its evidence. Times are event time in Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("detection")]
public sealed record Detection
{
    /// <summary>
    /// Unique on the farm and reproducible: the same detection gets the same id after a restart; see <see cref="Identifier"/>.
    /// </summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required DetectionKind Kind { get; init; }

    /// <summary><c>animal</c>, <c>device</c> or <c>zone</c>.</summary>
    [Id(3)] public required string SubjectType { get; init; }

    /// <summary>Id of the animal or device, or e.g. <c>barn/1/zone/2</c> for a zone.</summary>
    [Id(4)] public required string SubjectId { get; init; }

    /// <summary>The metric of a sensor detection; null otherwise.</summary>
    [Id(5)] public string? Metric { get; init; }

    /// <summary>Estimated start of the detected condition.</summary>
    [Id(6)] public required long StartedAt { get; init; }

    /// <summary>Event time at which the data were sufficient for the detection.</summary>
    [Id(7)] public required long DetectedAt { get; init; }

    [Id(8)] public long? PeakAt { get; init; }

    [Id(9)] public long? EndedAt { get; init; }

    [Id(10)] public required DetectionState State { get; init; }

    /// <summary>Certainty of the detection, 0 to 1.</summary>
    [Id(11)] public required double Certainty { get; init; }

    /// <summary>The detector's highest score in the episode; the detector's documentation explains its scale.</summary>
    [Id(12)] public required double Score { get; init; }

    /// <summary>Name and version of the detector, e.g. <c>heat/1</c>.</summary>
    [Id(13)] public required string Detector { get; init; }

    [Id(14)] public required IReadOnlyList<DetectionReason> Reasons { get; init; }

    /// <summary>The affected quarter of a mastitis detection when the meter measures quarters; null otherwise.</summary>
    [Id(15)] public Quarter? Quarter { get; init; }

    /// <summary>Start of the recommended time to act, e.g. to inseminate after heat; null when there is none.</summary>
    [Id(16)] public long? ActFrom { get; init; }

    [Id(17)] public long? ActUntil { get; init; }

    [Id(18)] public DetectionVerdict Verdict { get; init; }

    [Id(19)] public long? VerdictAt { get; init; }

    /// <summary>Name of the API key or user that gave the verdict; null without a verdict.</summary>
    [Id(20)] public string? VerdictBy { get; init; }

    [Id(21)] public string? VerdictComment { get; init; }
}
