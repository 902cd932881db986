namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>State of a delivery, from pending to its outcome.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum DeliveryState
{
    /// <summary>Waiting for its first or next attempt.</summary>
    Pending = 0,

    /// <summary>The provider accepted the message or command.</summary>
    Delivered = 1,

    /// <summary>Given up after repeated failures; resendDelivery sends this dead letter again.</summary>
    Dead = 2,

    /// <summary>Not sent, because the alert had cleared or a digest included it.</summary>
    Skipped = 3,
}
