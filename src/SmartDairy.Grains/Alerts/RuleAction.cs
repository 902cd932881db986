namespace SmartDairy.Grains.Alerts;

/// <summary>One thing to be done.</summary>
/// <param name="Json">As the user wrote it: templates are in there.</param>
/// <param name="Channels">Of a notification: <c>email</c>, <c>sms</c>, <c>push</c>.</param>
/// <param name="To">Of a notification: contacts and addresses; null means every contact of the farm.</param>
/// <param name="Target">The URL of a webhook, or the device of a command; null means the alert's source.</param>
/// <param name="Name">Of a command.</param>
/// <param name="Arguments">Of a command, as JSON; null for none.</param>
public sealed record RuleAction(
    RuleActionKind Kind, string Json, IReadOnlyList<string> Channels, IReadOnlyList<string>? To, string? Target, string? Name, string? Arguments);
