using GraphQL;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>A notification channel of this server and whether it is configured.</summary>
[Name("AlertChannel")]
public sealed record AlertChannelView(DeliveryChannel Channel, bool Ready, string? Missing)
{
    /// <summary>Notification channel the entry is about.</summary>
    public DeliveryChannel Channel { get; } = Channel;

    /// <summary>True when the channel is fully configured.</summary>
    public bool Ready { get; } = Ready;

    /// <summary>Sentence that names the missing configuration; null when the channel is ready.</summary>
    public string? Missing { get; } = Missing;
}
