namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Why somebody is told. The numbers are stored: never reuse one.</summary>
public enum DeliveryPurpose
{
    Opened = 0,
    Worsened = 1,
    Escalated = 2,
    Reminded = 3,
    Cleared = 4,

    /// <summary>Of no alert: somebody tries the channel out.</summary>
    Test = 5,
}
