namespace SmartDairy.Notifications.Channels;

/// <summary>What to do after an attempt.</summary>
public enum SendOutcome
{
    /// <summary>The provider took it.</summary>
    Delivered,

    /// <summary>Not now: try again later.</summary>
    Retry,

    /// <summary>Never: trying again would not help.</summary>
    Rejected,

    /// <summary>The address is gone for good (a push subscription that ended): forget it.</summary>
    AddressGone,
}
