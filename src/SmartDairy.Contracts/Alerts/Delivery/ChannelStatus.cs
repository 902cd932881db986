namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Whether a channel is set up.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Missing">What the configuration lacks, in a sentence; null when nothing is missing.</param>
public sealed record ChannelStatus(DeliveryChannel Channel, string? Missing);
