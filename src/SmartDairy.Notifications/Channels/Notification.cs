using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>A message that is ready to go.</summary>
public sealed record Notification
{
    /// <summary>The same for every attempt: the receiver's means to tell a repetition.</summary>
    public required string Id { get; init; }

    /// <summary>As <see cref="AlertDelivery.Address"/>.</summary>
    public required string Address { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML, values escaped; null: plain text only.</summary>
    public string? Html { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>What programs get, one JSON object: the alert in the format of its MQTT topic; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>Where to read more; null for nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>Groups messages about one alert, so that a phone replaces the older; null for none.</summary>
    public string? Topic { get; init; }
}
