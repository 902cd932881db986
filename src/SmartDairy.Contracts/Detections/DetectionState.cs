namespace SmartDairy.Contracts.Detections;

/// <summary>The numbers are stored.</summary>
public enum DetectionState
{
    Open = 0,
    Ended = 1,

    /// <summary>Late data or a repaired binding took it back.</summary>
    Retracted = 2,
}
