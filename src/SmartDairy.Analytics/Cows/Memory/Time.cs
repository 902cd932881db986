namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>Spans in milliseconds, and hours since 1970.</summary>
internal static class Time
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;

    /// <summary>The hour that a time is in.</summary>
    public static long HourOf(long time) => (long)Math.Floor(time / (double)Hour);

    /// <summary>When an hour begins.</summary>
    public static long Of(long hour) => hour * Hour;
}
