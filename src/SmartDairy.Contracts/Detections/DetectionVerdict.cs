namespace SmartDairy.Contracts.Detections;

/// <summary>A person's verdict on a detection.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum DetectionVerdict
{
    /// <summary>Nobody has judged the detection.</summary>
    None = 0,

    /// <summary>The detection was found to be right.</summary>
    Confirmed = 1,

    /// <summary>The detection was found to be wrong.</summary>
    Rejected = 2,
}
