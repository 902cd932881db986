namespace SmartDairy.Notifications.Links;

/// <summary>What a link that was signed here says.</summary>
/// <param name="ContactId">Who acknowledges by it; null when the message was for no contact.</param>
/// <param name="ExpiresAt">It is good before then.</param>
public readonly record struct SignedAcknowledgeLink(int FarmId, string AlertId, string? ContactId, DateTimeOffset ExpiresAt);
