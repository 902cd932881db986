namespace SmartDairy.Contracts.Alerts;

/// <summary>How urgent an alert is; the lower number is the more urgent. The numbers are stored: never reuse one.</summary>
public enum Priority
{
    /// <summary>Animals or people are in danger now.</summary>
    Critical = 0,

    /// <summary>Somebody has to act within the hour.</summary>
    High = 1,

    /// <summary>Somebody has to act today.</summary>
    Medium = 2,

    /// <summary>Worth knowing at the next round.</summary>
    Low = 3,

    /// <summary>For the record.</summary>
    Info = 4,
}
