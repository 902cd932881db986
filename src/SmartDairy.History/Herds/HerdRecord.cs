namespace SmartDairy.History.Herds;

/// <summary>
/// One row of what is known of a herd beside its readings. Which kinds there are, and what is in them, is in <see cref="HerdRecordKinds"/>.
/// Times are Unix milliseconds, UTC.
/// </summary>
public sealed record HerdRecord
{
    public required int FarmId { get; init; }

    /// <summary>See <see cref="HerdRecordKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique for each farm and kind, at most 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Whom it is about, e.g. an animal or a device, at most 200 characters; empty when about nobody known.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was or began.</summary>
    public required long Time { get; init; }

    /// <summary>When it ended; null while it lasts. For what has no length, its time.</summary>
    public long? Until { get; init; }

    /// <summary>The whole of it, JSON.</summary>
    public required string Body { get; init; }

    /// <summary>
    /// Given by the store: the number of the farm's last write to any of its records, in the order of commits. Ignored when written.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>When it was last written, by the writer's clock.</summary>
    public required long Modified { get; init; }
}
