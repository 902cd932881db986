namespace SmartDairy.Contracts.Alerts;

/// <summary>Urgency of an alert. CRITICAL is the most urgent, then HIGH, MEDIUM, LOW and INFO.</summary>
/// <remarks>A lower number is more urgent. The numbers are stored: never reuse one.</remarks>
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

    /// <summary>Recorded for information; no action is needed.</summary>
    Info = 4,
}
