namespace SmartDairy.Contracts.Alerts;

/// <summary>State of an alert: open, acknowledged or cleared.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum AlertState
{
    /// <summary>The alert is not cleared, and nobody has acknowledged it.</summary>
    Open = 0,

    /// <summary>Somebody has seen the alert; it is not cleared yet.</summary>
    Acknowledged = 1,

    /// <summary>The cause of the alert has ended, or a user or the system cleared the alert.</summary>
    Cleared = 2,
}
