namespace SmartDairy.Notifications.Channels;

/// <summary>Outcome of one attempt to send.</summary>
public enum SendOutcome
{
    /// <summary>The provider accepted the message.</summary>
    Delivered,

    /// <summary>A temporary failure; try again later.</summary>
    Retry,

    /// <summary>A permanent failure; trying again would not help.</summary>
    Rejected,

    /// <summary>The address no longer exists, e.g. an ended push subscription; delete it.</summary>
    AddressGone,
}
