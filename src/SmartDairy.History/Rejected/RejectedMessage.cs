namespace SmartDairy.History.Rejected;

/// <summary>A message that was refused, with its reason. Replayable while its payload is whole.</summary>
public sealed record RejectedMessage
{
    /// <summary>Sortable by time; unique. See <see cref="RejectedId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The farm of the connection that sent it; 0 when unknown.</summary>
    public required int FarmId { get; init; }

    /// <summary>
    /// The device whose message it was, as far as known: the one the topic named, else the one that was connected; null when neither is.
    /// </summary>
    public string? DeviceId { get; init; }

    /// <summary>Who sent it; null when the broker vouches for its clients.</summary>
    public string? Principal { get; init; }

    /// <summary>At most 1,024 characters.</summary>
    public required string Topic { get; init; }

    /// <summary>Machine-readable, e.g. <c>json_invalid</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Where in the payload, e.g. <c>$.readings.temperature_c</c>; null when it is about the whole message.</summary>
    public string? JsonPath { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Reason { get; init; }

    /// <summary>The payload, or its first 64 KiB.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The payload was longer than what is kept: it cannot be replayed.</summary>
    public bool Truncated { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long ReceivedAt { get; init; }

    /// <summary>Unix milliseconds of its last replay; null when it was never replayed.</summary>
    public long? ReplayedAt { get; init; }
}
