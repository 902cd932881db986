using GraphQL;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>Whether a way of telling somebody is set up.</summary>
[Name("AlertChannel")]
public sealed record AlertChannelView(DeliveryChannel Channel, bool Ready, string? Missing)
{
    /// <summary>Which.</summary>
    public DeliveryChannel Channel { get; } = Channel;

    /// <summary>Nothing is missing.</summary>
    public bool Ready { get; } = Ready;

    /// <summary>What the configuration lacks, in a sentence; null when nothing is missing.</summary>
    public string? Missing { get; } = Missing;
}
