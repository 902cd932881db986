using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Hosting.Alerts;

/// <summary>What this process's configuration says of the channels.</summary>
internal sealed class ConfiguredChannels(IEnumerable<INotificationChannel> channels, NotificationSettings settings) : IChannelStatus
{
    public IReadOnlyList<ChannelStatus> Channels { get; } =
        [.. channels.Select(channel => new ChannelStatus(channel.Channel, channel.Unconfigured)).OrderBy(one => one.Channel)];

    public string? WebPushPublicKey => settings.WebPush.PublicKey;
}
