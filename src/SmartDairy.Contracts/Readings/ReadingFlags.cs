namespace SmartDairy.Contracts.Readings;

/// <summary>Why a reading's quality was lowered. The numbers are stored: never reuse one.</summary>
[Flags]
public enum ReadingFlags
{
    None = 0,

    /// <summary>The payload carried no timestamp; the time of receipt stands in.</summary>
    NoTimestamp = 1,

    /// <summary>The timestamp is more than 10 minutes ahead of, or 7 days behind, the server.</summary>
    ClockSkew = 2,

    /// <summary>A field that the format makes optional but that is expected of this family was missing.</summary>
    MissingField = 4,

    /// <summary>At least one value lies outside the physical range of its metric; see <see cref="Reading.OutOfRange"/>.</summary>
    OutOfRange = 8,

    /// <summary>The value has not changed for longer than a living sensor would keep it.</summary>
    Stuck = 16,

    /// <summary>The device's calibration has expired.</summary>
    CalibrationExpired = 32,

    /// <summary>The fields without a column were more than can be kept; none of them was.</summary>
    ExtraDropped = 64,

    /// <summary>At least one value is far off from those before it, and none since confirmed it.</summary>
    Spike = 128,
}
