using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>One way to tell somebody: a mail server, an SMS provider, a push service, a webhook. Safe to call many times at once.</summary>
public interface INotificationChannel
{
    DeliveryChannel Channel { get; }

    /// <summary>Null when it can send; else a sentence that names the setting that is missing.</summary>
    string? MissingConfiguration { get; }

    /// <summary>Null when the address can be sent to; else a sentence that says what is wrong with it and what is allowed.</summary>
    string? ValidateAddress(string address);

    /// <summary>Sends once. Never throws but when it is cancelled: what went wrong is the answer.</summary>
    Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken);
}
