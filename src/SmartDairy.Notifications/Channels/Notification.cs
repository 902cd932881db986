using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>A message ready to be sent.</summary>
public sealed record Notification
{
    /// <summary>Id of the message, the same for every attempt, so that the receiver can detect repetitions.</summary>
    public required string Id { get; init; }

    /// <summary>Address of the receiver, see <see cref="AlertDelivery.Address"/>.</summary>
    public required string Address { get; init; }

    /// <summary>Subject, a single line.</summary>
    public required string Subject { get; init; }

    /// <summary>Body as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Body as HTML with escaped values; null to send plain text only.</summary>
    public string? Html { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>Machine-readable data as one JSON object: the alert in the format of its MQTT topic; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>URL with more information; null for none.</summary>
    public string? Link { get; init; }

    /// <summary>Groups messages about one alert, so that a phone replaces the older message; null for none.</summary>
    public string? Topic { get; init; }
}
