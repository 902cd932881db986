using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>Mail is set up, SMS is not.</summary>
internal sealed class FakeChannelStatus : INotificationChannels
{
    public IReadOnlyList<ChannelConfigurationStatus> Channels { get; } =
        [new(DeliveryChannel.Email, null), new(DeliveryChannel.Sms, "Notifications:Sms:AccountSid is not set.")];

    public string? WebPushPublicKey => "BPublic";
}
