namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>One message to one address, or one command, on its way. Written in the commit that makes it necessary; sent at least once, under one id.</summary>
[GenerateSerializer, Immutable, Alias("alert-delivery")]
public sealed record AlertDelivery
{
    /// <summary>Sortable by time; also the id the receiver can tell a repetition by. Made from the alert, the purpose and the address, so that planning it twice makes one.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Null for a test.</summary>
    [Id(2)] public string? AlertId { get; init; }

    [Id(3)] public required DeliveryChannel Channel { get; init; }

    [Id(4)] public required DeliveryPurpose Purpose { get; init; }

    /// <summary>Mail address, telephone number, URL, push target as JSON, or device id.</summary>
    [Id(5)] public required string Address { get; init; }

    /// <summary>Whom it is for; null when no contact is concerned.</summary>
    [Id(6)] public string? ContactId { get; init; }

    /// <summary>The action of the rule that asked for it, as JSON; null when none did.</summary>
    [Id(7)] public string? Action { get; init; }

    /// <summary>Unix milliseconds.</summary>
    [Id(8)] public required long CreatedAt { get; init; }

    /// <summary>Not before, Unix milliseconds: quiet hours, a digest, or the next attempt.</summary>
    [Id(9)] public required long DueAt { get; init; }

    /// <summary>May be sent together with others of the same contact and channel.</summary>
    [Id(10)] public bool CanBeDigested { get; init; }

    [Id(11)] public DeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    [Id(12)] public int Attempts { get; init; }

    [Id(13)] public long? AttemptedAt { get; init; }

    [Id(14)] public long? DeliveredAt { get; init; }

    /// <summary>What the provider answered last, up to 1,000 characters; null before the first attempt.</summary>
    [Id(15)] public string? ProviderResponse { get; init; }

    /// <summary>The provider's id for it; null when it gave none.</summary>
    [Id(16)] public string? ProviderMessageId { get; init; }
}
