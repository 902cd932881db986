namespace SmartDairy.Contracts.Detections;

/// <summary>State of a detection: open, ended or retracted.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum DetectionState
{
    /// <summary>The condition that was detected still lasts.</summary>
    Open = 0,

    /// <summary>The condition that was detected has ended.</summary>
    Ended = 1,

    /// <summary>Withdrawn because of late data or a corrected binding.</summary>
    Retracted = 2,
}
