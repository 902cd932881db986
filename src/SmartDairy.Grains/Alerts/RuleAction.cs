namespace SmartDairy.Grains.Alerts;

/// <summary>One thing to be done.</summary>
/// <param name="Json">As the user wrote it: templates are in there.</param>
/// <param name="Channels">Of a notification: <c>email</c>, <c>sms</c>, <c>push</c>.</param>
/// <param name="Recipients">Of a notification: contacts and addresses; null means every contact of the farm.</param>
/// <param name="Target">The URL of a webhook, or the device of a command; null means the alert's source.</param>
/// <param name="CommandName">Of a command.</param>
/// <param name="CommandArguments">Of a command, as JSON; null for none.</param>
public sealed record RuleAction(
    RuleActionKind Kind, string Json, IReadOnlyList<string> Channels, IReadOnlyList<string>? Recipients, string? Target, string? CommandName, string? CommandArguments);
