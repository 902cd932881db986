namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>
/// One message to one address, or one command. Written in the same commit as its cause; sent at least once, always with the same id.
/// </summary>
[GenerateSerializer, Immutable, Alias("alert-delivery")]
public sealed record AlertDelivery
{
    /// <summary>
    /// Id of the delivery, sortable by time. Derived from the alert, the purpose and the address, so that planning a delivery twice creates
    /// it once and the receiver can detect repetitions.
    /// </summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Id of the alert; null for a test.</summary>
    [Id(2)] public string? AlertId { get; init; }

    [Id(3)] public required DeliveryChannel Channel { get; init; }

    [Id(4)] public required DeliveryPurpose Purpose { get; init; }

    /// <summary>E-mail address, phone number, URL, push target as JSON, or device id.</summary>
    [Id(5)] public required string Address { get; init; }

    /// <summary>Id of the receiving contact; null when the receiver is not a contact.</summary>
    [Id(6)] public string? ContactId { get; init; }

    /// <summary>The rule action behind the delivery, as JSON; null when there is none.</summary>
    [Id(7)] public string? Action { get; init; }

    /// <summary>When the delivery was created, Unix milliseconds.</summary>
    [Id(8)] public required long CreatedAt { get; init; }

    /// <summary>Earliest time to send, Unix milliseconds; later than now because of quiet hours, a digest or a retry.</summary>
    [Id(9)] public required long DueAt { get; init; }

    /// <summary>True when the delivery may be combined with others of the same contact and channel.</summary>
    [Id(10)] public bool CanBeDigested { get; init; }

    [Id(11)] public DeliveryState State { get; init; }

    /// <summary>Number of attempts so far.</summary>
    [Id(12)] public int Attempts { get; init; }

    [Id(13)] public long? AttemptedAt { get; init; }

    [Id(14)] public long? DeliveredAt { get; init; }

    /// <summary>The provider's last response, at most 1,000 characters; null before the first attempt.</summary>
    [Id(15)] public string? ProviderResponse { get; init; }

    /// <summary>The provider's id of the message; null when the provider gave none.</summary>
    [Id(16)] public string? ProviderMessageId { get; init; }
}
