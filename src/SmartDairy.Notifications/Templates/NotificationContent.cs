using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Templates;

/// <summary>A rendered message in all its forms.</summary>
public sealed record NotificationContent
{
    /// <summary>Subject, a single line of at most 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Body as plain text, at most 10,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Body as an HTML page with escaped values.</summary>
    public required string Html { get; init; }

    /// <summary>Short text for SMS and lock screens, at most 320 characters.</summary>
    public required string ShortText { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>See <see cref="Notification.Data"/>.</summary>
    public string? Data { get; init; }

    /// <summary>See <see cref="Notification.Link"/>.</summary>
    public string? Link { get; init; }

    /// <summary>See <see cref="Notification.Topic"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Creates the notification for a channel, using the short text for SMS and push.</summary>
    /// <param name="id">See <see cref="Notification.Id"/>.</param>
    /// <param name="address">See <see cref="Notification.Address"/>.</param>
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
