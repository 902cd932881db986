namespace SmartDairy.Notifications.Channels;

/// <summary>What became of one attempt.</summary>
/// <param name="Outcome">What to do next.</param>
/// <param name="Text">What the provider said, or why nothing could be said, up to 1,000 characters, without secrets.</param>
/// <param name="Receipt">The provider's id for the message; null when it gave none.</param>
/// <param name="RetryAfter">How long the provider wants to be left alone; null when it did not say.</param>
public sealed record SendResult(SendOutcome Outcome, string Text, string? Receipt = null, TimeSpan? RetryAfter = null);
