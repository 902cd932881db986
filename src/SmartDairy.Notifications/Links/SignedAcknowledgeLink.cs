namespace SmartDairy.Notifications.Links;

/// <summary>The content of a signed link.</summary>
/// <param name="ContactId">The contact who acknowledges with the link; null when the message was not for a contact.</param>
/// <param name="ExpiresAt">End of validity, exclusive.</param>
public readonly record struct SignedAcknowledgeLink(int FarmId, string AlertId, string? ContactId, DateTimeOffset ExpiresAt);
