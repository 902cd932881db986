using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Templates;

/// <summary>A message in all its forms.</summary>
public sealed record NotificationContent
{
    /// <summary>One line, up to 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text, up to 10,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The same as an HTML page, every value escaped.</summary>
    public required string Html { get; init; }

    /// <summary>For SMS and lock screens, up to 320 characters.</summary>
    public required string ShortText { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>As <see cref="Notification.Data"/>.</summary>
    public string? Data { get; init; }

    /// <summary>As <see cref="Notification.Link"/>.</summary>
    public string? Link { get; init; }

    /// <summary>As <see cref="Notification.Topic"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>The form that fits a channel, ready to go.</summary>
    /// <param name="id">As <see cref="Notification.Id"/>.</param>
    /// <param name="address">As <see cref="Notification.Address"/>.</param>
    public Notification ToNotification(DeliveryChannel channel, string id, string address) => new()
    {
        Id = id,
        Address = address,
        Subject = Subject,
        Text = channel is DeliveryChannel.Sms or DeliveryChannel.WebPush or DeliveryChannel.Fcm ? ShortText : Text,
        Html = channel == DeliveryChannel.Email ? Html : null,
        Priority = Priority,
        Data = Data,
        Link = Link,
        Topic = Topic,
    };
}
