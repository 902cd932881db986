using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Templates;

/// <summary>The facts from which a message is rendered.</summary>
public sealed record NotificationContext
{
    /// <summary>The alert; null only for <see cref="DeliveryPurpose.Test"/>.</summary>
    public Alert? Alert { get; init; }

    public required DeliveryPurpose Purpose { get; init; }

    public required string FarmName { get; init; }

    /// <summary>IANA time zone of the times in the message; UTC when null or unknown.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Name of the recipient; null for no salutation.</summary>
    public string? ContactName { get; init; }

    /// <summary>Link that acknowledges the alert, from <see cref="Links.AcknowledgeLinkSigner"/>; null for none.</summary>
    public string? AcknowledgeLink { get; init; }

    /// <summary>The rule's actions as a JSON array, for <see cref="NotificationContent.Data"/>; null for none.</summary>
    public string? Actions { get; init; }
}
