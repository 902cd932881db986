using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Hosting.Notifications;

/// <summary>What this process's configuration says of the channels.</summary>
internal sealed class ConfiguredChannelStatus(IEnumerable<INotificationChannel> channels, NotificationOptions settings) : INotificationChannels
{
    public IReadOnlyList<ChannelConfigurationStatus> Channels { get; } =
        [.. channels.Select(channel => new ChannelConfigurationStatus(channel.Channel, channel.MissingConfiguration)).OrderBy(one => one.Channel)];

    public string? WebPushPublicKey => settings.WebPush.PublicKey;
}
