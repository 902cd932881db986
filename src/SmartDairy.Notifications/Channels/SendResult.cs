namespace SmartDairy.Notifications.Channels;

/// <summary>Result of one attempt to send.</summary>
/// <param name="Outcome">Outcome that decides the next step.</param>
/// <param name="Text">The provider's response, or the reason why there is none; at most 1,000 characters, without secrets.</param>
/// <param name="Receipt">The provider's id of the message; null when it gave none.</param>
/// <param name="RetryAfter">Time to wait requested by the provider; null when it requested none.</param>
public sealed record SendResult(SendOutcome Outcome, string Text, string? Receipt = null, TimeSpan? RetryAfter = null);
