namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Which ways of telling somebody are set up, as far as the configuration of this process says.</summary>
public interface INotificationChannels
{
    /// <summary>Every channel, in order.</summary>
    IReadOnlyList<ChannelConfigurationStatus> Channels { get; }

    /// <summary>The key that browsers subscribe to pushes with, base64url of 65 bytes; null when Web Push is not set up.</summary>
    string? WebPushPublicKey { get; }
}
