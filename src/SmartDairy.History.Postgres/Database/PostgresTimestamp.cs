namespace SmartDairy.History.Postgres.Database;

/// <summary>Unix milliseconds and PostgreSQL's timestamps.</summary>
internal static class PostgresTimestamp
{
    /// <summary>1900-01-01 and 9000-01-01: what a series query may ask for.</summary>
    public static readonly long Earliest = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    public static readonly long Latest = new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static bool IsInRange(long milliseconds) => milliseconds >= Earliest && milliseconds < Latest;

    public static DateTime FromUnixMilliseconds(long milliseconds)
        => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, Earliest, Latest)).UtcDateTime;

    public static long ToUnixMilliseconds(DateTime timestamp)
        => (timestamp.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
