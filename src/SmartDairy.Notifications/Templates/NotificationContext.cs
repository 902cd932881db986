using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Templates;

/// <summary>What somebody is to be told.</summary>
public sealed record NotificationContext
{
    /// <summary>Null for <see cref="DeliveryPurpose.Test"/> alone.</summary>
    public Alert? Alert { get; init; }

    public required DeliveryPurpose Purpose { get; init; }

    public required string FarmName { get; init; }

    /// <summary>IANA name of the zone that times are written in; null or unknown: UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whom it is for; null: nobody by name.</summary>
    public string? ContactName { get; init; }

    /// <summary>Acknowledges the alert, of <see cref="Links.AcknowledgeLinkSigner"/>; null: none.</summary>
    public string? AcknowledgeLink { get; init; }

    /// <summary>The rule's actions, a JSON array, for what programs get; null for none.</summary>
    public string? Actions { get; init; }
}
