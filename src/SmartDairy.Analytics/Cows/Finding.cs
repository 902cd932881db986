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

/// <param name="Code">Quantity behind the reason, e.g. <c>activity</c>.</param>
/// <param name="Value">Measured value; NaN when there is none.</param>
/// <param name="Usual">Expected value for this cow; NaN when there is none.</param>
/// <param name="Weight">Contribution to the score, -1 to 1.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record FindingReason(string Code, double Value, double Usual, double Weight, string Text);

/// <summary>Complete present state of one episode found by a detector. Times are Unix milliseconds, UTC.</summary>
public sealed record Finding
{
    public required FindingKind Kind { get; init; }

    /// <summary>
    /// Identifies the finding among those of its kind: its start as first reported. The key stays when <see cref="StartedAt"/> moves.
    /// </summary>
    public required long Key { get; init; }

    public required long StartedAt { get; init; }

    /// <summary>Time at which the data sufficed for detection.</summary>
    public required long DetectedAt { get; init; }

    public long? PeakAt { get; init; }

    /// <summary>End of the episode; null while it lasts.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Whether late data retracted the finding.</summary>
    public bool Retracted { get; init; }

    /// <summary>Probability of the finding, 0 to 1.</summary>
    public required double Certainty { get; init; }

    /// <summary>Highest score so far, on the detector's own scale.</summary>
    public required double Score { get; init; }

    /// <summary>Detector and version, e.g. <c>heat/1</c>.</summary>
    public required string Detector { get; init; }

    public required IReadOnlyList<FindingReason> Reasons { get; init; }

    /// <summary>Udder quarter, 0 to 3 for LF RF LR RR; null when the finding is not about one quarter.</summary>
    public int? Quarter { get; init; }

    public long? ActFrom { get; init; }

    public long? ActUntil { get; init; }
}
