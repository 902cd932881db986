namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Spans in milliseconds, and hours since 1970.</summary>
internal static class UnixTime
{
    public const long HourMs = 3_600_000;
    public const long DayMs = 24 * HourMs;

    /// <summary>The hour that a time is in.</summary>
    public static long HourOf(long time) => (long)Math.Floor(time / (double)HourMs);

    /// <summary>When an hour begins.</summary>
    public static long StartOfHour(long hour) => hour * HourMs;
}
