namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Reason why a delivery is sent.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum DeliveryPurpose
{
    /// <summary>Notifies that an alert opened.</summary>
    Opened = 0,

    /// <summary>Notifies that an alert became more urgent.</summary>
    Worsened = 1,

    /// <summary>Notifies the next level of an alert's escalation chain.</summary>
    Escalated = 2,

    /// <summary>Reminds that an alert is not acknowledged.</summary>
    Reminded = 3,

    /// <summary>Notifies that an alert cleared.</summary>
    Cleared = 4,

    /// <summary>Tests a channel and belongs to no alert.</summary>
    Test = 5,
}
