namespace SmartDairy.Analytics.Cows;

public enum FindingKind
{
    Estrus,
    Mastitis,
    Illness,
    HeatStress,
    Calving,
    NoMovement,
    Lameness,
}

/// <param name="Code">What was looked at, e.g. <c>activity</c>.</param>
/// <param name="Value">As measured; NaN when there is none.</param>
/// <param name="Usual">What was expected of her; NaN when there is none.</param>
/// <param name="Weight">Its part in the score, -1 to 1.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record FindingReason(string Code, double Value, double Usual, double Weight, string Text);

/// <summary>The whole present state of one thing a detector found. Times are Unix milliseconds, UTC.</summary>
public sealed record Finding
{
    public required FindingKind Kind { get; init; }

    /// <summary>What tells it from others of its kind: its beginning as first reported. It stays when <see cref="StartedAt"/> moves.</summary>
    public required long Key { get; init; }

    public required long StartedAt { get; init; }

    /// <summary>When the data sufficed to tell.</summary>
    public required long DetectedAt { get; init; }

    public long? PeakAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Late data took it back.</summary>
    public bool Retracted { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Certainty { get; init; }

    /// <summary>Its highest so far.</summary>
    public required double Score { get; init; }

    /// <summary>E.g. <c>heat/1</c>.</summary>
    public required string Detector { get; init; }

    public required IReadOnlyList<FindingReason> Reasons { get; init; }

    /// <summary>0 to 3, LF RF LR RR; null when it is not about one.</summary>
    public int? Quarter { get; init; }

    public long? ActFrom { get; init; }

    public long? ActUntil { get; init; }
}
