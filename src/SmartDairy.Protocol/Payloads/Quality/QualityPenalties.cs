namespace SmartDairy.Protocol.Payloads.Quality;

/// <summary>How many of its 100 points a message loses for each rule that fails. The quality never goes below 0.</summary>
public static class QualityPenalties
{
    /// <summary>The time of receipt stands in for the timestamp.</summary>
    public const int NoTimestamp = 20;

    /// <summary>The device's clock is off.</summary>
    public const int ClockSkew = 10;

    /// <summary>One or more expected metrics are missing; taken once.</summary>
    public const int MissingField = 10;

    /// <summary>One or more values are physically impossible; taken once, and those values have quality 0 besides.</summary>
    public const int OutOfRange = 20;

    /// <summary>Fields without a column were more than can be kept.</summary>
    public const int ExtraDropped = 10;

    /// <summary>A value has not moved for longer than a living sensor keeps it; taken once.</summary>
    public const int Stuck = 40;

    /// <summary>A value is far off from those before it; taken once.</summary>
    public const int Spike = 30;

    /// <summary>A metric's calibration has expired; taken once.</summary>
    public const int CalibrationExpired = 10;
}
