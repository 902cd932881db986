namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>States whether a channel is configured.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="MissingConfiguration">A sentence that names the missing settings; null when the channel is configured.</param>
public sealed record ChannelConfigurationStatus(DeliveryChannel Channel, string? MissingConfiguration);
