namespace SmartDairy.Contracts.Readings;

/// <summary>Reasons for a lowered quality of a reading. The numbers are stored: never reuse one.</summary>
[Flags]
public enum ReadingFlags
{
    None = 0,

    /// <summary>The payload has no timestamp; the time of receipt is used.</summary>
    NoTimestamp = 1,

    /// <summary>The timestamp is more than 10 minutes after or 7 days before the time of receipt.</summary>
    ClockSkew = 2,

    /// <summary>A metric that is optional in the format but expected of the family is missing.</summary>
    MissingField = 4,

    /// <summary>At least one value lies outside the physical range of its metric; see <see cref="Reading.OutOfRange"/>.</summary>
    OutOfRange = 8,

    /// <summary>A value has not changed for longer than a working sensor would keep it constant.</summary>
    Stuck = 16,

    /// <summary>The calibration of a metric has expired.</summary>
    CalibrationExpired = 32,

    /// <summary>The fields without a column were too large and were all dropped.</summary>
    ExtraDropped = 64,

    /// <summary>At least one value differs strongly from the preceding ones and was not confirmed by later ones.</summary>
    Spike = 128,
}
