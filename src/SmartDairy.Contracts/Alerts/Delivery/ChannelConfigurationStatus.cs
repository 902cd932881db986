namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Whether a channel is set up.</summary>
/// <param name="Channel">Which.</param>
/// <param name="MissingConfiguration">What the configuration lacks, in a sentence; null when nothing is missing.</param>
public sealed record ChannelConfigurationStatus(DeliveryChannel Channel, string? MissingConfiguration);
