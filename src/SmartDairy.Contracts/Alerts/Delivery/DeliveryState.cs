namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Where a delivery is. The numbers are stored: never reuse one.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Pending = 0,

    /// <summary>The provider took it.</summary>
    Delivered = 1,

    /// <summary>Given up: a dead letter, which a user can send again.</summary>
    Dead = 2,

    /// <summary>No longer worth sending: the alert was over, or part of a digest that was sent.</summary>
    Skipped = 3,
}
