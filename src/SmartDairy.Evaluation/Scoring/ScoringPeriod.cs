namespace SmartDairy.Evaluation.Scoring;

/// <summary>What is scored: from when to when, Unix milliseconds, the end exclusive. What detectors learn before it is theirs.</summary>
public readonly record struct ScoringPeriod(long From, long To)
{
    public const long HourMs = 3_600_000;
    public const long DayMs = 24 * HourMs;

    public double Days => (To - From) / (double)DayMs;

    public bool Contains(long at) => at >= From && at < To;
}
