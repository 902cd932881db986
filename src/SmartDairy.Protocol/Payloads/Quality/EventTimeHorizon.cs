namespace SmartDairy.Protocol.Payloads.Quality;

/// <summary>How far an event time may lie from the time of receipt. All bounds are inclusive, in milliseconds.</summary>
public static class EventTimeHorizon
{
    /// <summary>30 days: anything older is refused.</summary>
    public const long MaxBehind = 30L * 24 * 60 * 60 * 1000;

    /// <summary>1 hour: anything further ahead is refused.</summary>
    public const long MaxAhead = 60L * 60 * 1000;

    /// <summary>7 days: anything older is stored as clock skew.</summary>
    public const long SkewBehind = 7L * 24 * 60 * 60 * 1000;

    /// <summary>10 minutes: anything further ahead is stored as clock skew.</summary>
    public const long SkewAhead = 10L * 60 * 1000;

    public static bool Contains(long time, long receivedAt) => time >= receivedAt - MaxBehind && time <= receivedAt + MaxAhead;

    public static bool IsSkewed(long time, long receivedAt) => time < receivedAt - SkewBehind || time > receivedAt + SkewAhead;
}
