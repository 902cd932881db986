using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Hosting.Notifications;

/// <summary>The status of the channels by the configuration of this process.</summary>
internal sealed class ConfiguredChannelStatus(IEnumerable<INotificationChannel> channels, NotificationOptions settings)
    : INotificationChannels
{
    public IReadOnlyList<ChannelConfigurationStatus> Channels { get; } =
        [.. channels.Select(channel => new ChannelConfigurationStatus(channel.Channel, channel.MissingConfiguration))
        .OrderBy(status => status.Channel)];

    public string? WebPushPublicKey => settings.WebPush.PublicKey;
}
