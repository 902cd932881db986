using System.ComponentModel.DataAnnotations;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Configuration;

/// <summary>How much is sent at most; section <c>Notifications:Rate</c>. Each silo counts for itself.</summary>
public sealed class DeliveryRateOptions
{
    /// <value>0.1 to 1,000 a second. Default 10.</value>
    [Range(0.1, 1_000.0)]
    public double EmailPerSecond { get; set; } = 10;

    /// <value>0.1 to 1,000 a second. Default 1, what Twilio takes for one long number.</value>
    [Range(0.1, 1_000.0)]
    public double SmsPerSecond { get; set; } = 1;

    /// <summary>Browsers and apps, each.</summary>
    /// <value>0.1 to 1,000 a second. Default 50.</value>
    [Range(0.1, 1_000.0)]
    public double PushPerSecond { get; set; } = 50;

    /// <value>0.1 to 1,000 a second. Default 50.</value>
    [Range(0.1, 1_000.0)]
    public double WebhookPerSecond { get; set; } = 50;

    /// <summary>Messages to one mail address, number, browser or app.</summary>
    /// <value>1 to 3,600 an hour. Default 60.</value>
    [Range(1, 3_600)]
    public int PerAddressPerHour { get; set; } = 60;

    /// <summary>Calls of one webhook.</summary>
    /// <value>1 to 100,000 an hour. Default 3,600.</value>
    [Range(1, 100_000)]
    public int PerWebhookPerHour { get; set; } = 3_600;

    internal double GetPerSecond(DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Email => EmailPerSecond,
        DeliveryChannel.Sms => SmsPerSecond,
        DeliveryChannel.Webhook => WebhookPerSecond,
        _ => PushPerSecond,
    };

    internal int GetPerHour(DeliveryChannel channel) => channel == DeliveryChannel.Webhook ? PerWebhookPerHour : PerAddressPerHour;
}
