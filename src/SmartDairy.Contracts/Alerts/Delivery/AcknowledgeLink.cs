namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>The content of a link in a message that allows viewing and acknowledging one alert without a login.</summary>
/// <param name="FarmId">Farm of the alert.</param>
/// <param name="AlertId">Id of the alert.</param>
/// <param name="ContactId">Contact the message was sent to; null when it was not sent to a contact.</param>
public sealed record AcknowledgeLink(int FarmId, string AlertId, string? ContactId);
