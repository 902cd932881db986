namespace SmartDairy.Grains.Alerts;

/// <summary>One action of a rule.</summary>
/// <param name="Kind">The kind of action, which decides the other parameters that are set.</param>
/// <param name="Json">The action as the user wrote it, templates included.</param>
/// <param name="Channels">The channels of a notification: <c>email</c>, <c>sms</c>, <c>push</c>.</param>
/// <param name="Recipients">The contacts and addresses of a notification; null means every contact of the farm.</param>
/// <param name="Target">The URL of a webhook, or the device of a command; null means the alert's source.</param>
/// <param name="CommandName">The name of a command.</param>
/// <param name="CommandArguments">The arguments of a command as JSON; null for none.</param>
public sealed record RuleAction(
    RuleActionKind Kind, string Json, IReadOnlyList<string> Channels, IReadOnlyList<string>? Recipients, string? Target,
    string? CommandName, string? CommandArguments);
