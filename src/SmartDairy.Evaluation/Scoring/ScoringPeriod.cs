namespace SmartDairy.Evaluation.Scoring;

/// <summary>The period that is scored, Unix milliseconds, end exclusive. Detectors may learn before it.</summary>
public readonly record struct ScoringPeriod(long From, long To)
{
    public const long HourMs = 3_600_000;
    public const long DayMs = 24 * HourMs;

    public double Days => (To - From) / (double)DayMs;

    public bool Contains(long at) => at >= From && at < To;
}
