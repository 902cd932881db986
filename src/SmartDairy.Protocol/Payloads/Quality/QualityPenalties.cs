namespace SmartDairy.Protocol.Payloads.Quality;

/// <summary>Points deducted from a message's quality, which starts at 100 or the device's own score and never goes below 0.</summary>
public static class QualityPenalties
{
    /// <summary>The message has no timestamp; the time of receipt is used.</summary>
    public const int NoTimestamp = 20;

    /// <summary>The device's clock is wrong, see <see cref="EventTimeHorizon"/>.</summary>
    public const int ClockSkew = 10;

    /// <summary>At least one expected metric is missing; deducted once.</summary>
    public const int MissingField = 10;

    /// <summary>At least one value is physically impossible; deducted once. The quality of such a value is 0.</summary>
    public const int OutOfRange = 20;

    /// <summary>Fields without a column exceed <see cref="PayloadLimits.MaxExtraBytes"/> and were dropped.</summary>
    public const int ExtraDropped = 10;

    /// <summary>A value has not changed for longer than a working sensor would keep it constant; deducted once.</summary>
    public const int Stuck = 40;

    /// <summary>A value differs strongly from the preceding ones; deducted once.</summary>
    public const int Spike = 30;

    /// <summary>The calibration of a metric has expired; deducted once.</summary>
    public const int CalibrationExpired = 10;
}
