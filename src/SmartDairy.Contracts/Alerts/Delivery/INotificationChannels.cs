namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>The notification channels according to the configuration of this process.</summary>
public interface INotificationChannels
{
    /// <summary>All channels in the order of <see cref="DeliveryChannel"/>.</summary>
    IReadOnlyList<ChannelConfigurationStatus> Channels { get; }

    /// <summary>The VAPID public key with which browsers subscribe, base64url of 65 bytes; null when Web Push is not configured.</summary>
    string? WebPushPublicKey { get; }
}
