namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Constants in milliseconds, and conversion to hours since 1970.</summary>
internal static class UnixTime
{
    public const long HourMs = 3_600_000;
    public const long DayMs = 24 * HourMs;

    /// <summary>The hour, since 1970, that contains a time.</summary>
    public static long HourOf(long time) => (long)Math.Floor(time / (double)HourMs);

    /// <summary>Start of an hour in Unix milliseconds.</summary>
    public static long StartOfHour(long hour) => hour * HourMs;
}
