namespace SmartDairy.Contracts.Detections;

/// <summary>What a person found. The numbers are stored.</summary>
public enum DetectionVerdict
{
    None = 0,
    Confirmed = 1,
    Rejected = 2,
}
