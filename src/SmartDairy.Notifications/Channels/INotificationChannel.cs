using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>A notification channel, e.g. a mail server, an SMS provider, a push service or a webhook. Thread-safe.</summary>
public interface INotificationChannel
{
    DeliveryChannel Channel { get; }

    /// <summary>A sentence that names the missing setting; null when the channel can send.</summary>
    string? MissingConfiguration { get; }

    /// <summary>Checks an address; null when it is valid, otherwise a sentence that states the problem and the allowed form.</summary>
    string? ValidateAddress(string address);

    /// <summary>Makes one attempt to send. Throws only on cancellation; failures are returned as results.</summary>
    Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken);
}
