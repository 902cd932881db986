namespace SmartDairy.Contracts.Alerts;

/// <summary>Where an alert is in its life. The numbers are stored: never reuse one.</summary>
public enum AlertState
{
    /// <summary>Raised, and nobody has said that he saw it.</summary>
    Open = 0,

    /// <summary>Somebody saw it; it is not over.</summary>
    Acknowledged = 1,

    /// <summary>Over: its cause is gone, or a user ended it.</summary>
    Cleared = 2,
}
