namespace SmartDairy.Protocol.Payloads.Quality;

/// <summary>Allowed distance of an event time from the time of receipt. All bounds are inclusive, in milliseconds.</summary>
public static class EventTimeHorizon
{
    /// <summary>30 days; older times are rejected.</summary>
    public const long MaxBehind = 30L * 24 * 60 * 60 * 1000;

    /// <summary>1 hour; times further ahead are rejected.</summary>
    public const long MaxAhead = 60L * 60 * 1000;

    /// <summary>7 days; older times are flagged as clock skew.</summary>
    public const long SkewBehind = 7L * 24 * 60 * 60 * 1000;

    /// <summary>10 minutes; times further ahead are flagged as clock skew.</summary>
    public const long SkewAhead = 10L * 60 * 1000;

    public static bool Contains(long time, long receivedAt) => time >= receivedAt - MaxBehind && time <= receivedAt + MaxAhead;

    public static bool IsSkewed(long time, long receivedAt) => time < receivedAt - SkewBehind || time > receivedAt + SkewAhead;
}
