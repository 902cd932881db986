namespace SmartDairy.Evaluation.Scoring;

/// <summary>What is scored: from when to when, Unix milliseconds, the end exclusive. What detectors learn before it is theirs.</summary>
public readonly record struct Span(long From, long To)
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;

    public double Days => (To - From) / (double)Day;

    public bool Holds(long at) => at >= From && at < To;
}
