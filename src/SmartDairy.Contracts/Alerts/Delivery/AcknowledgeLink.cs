namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>What a link in a message allows: to see this alert and to acknowledge it.</summary>
/// <param name="FarmId">The alert's farm.</param>
/// <param name="AlertId">Which alert.</param>
/// <param name="ContactId">Whom the message went to; null when to nobody in particular.</param>
public sealed record AcknowledgeLink(int FarmId, string AlertId, string? ContactId);
