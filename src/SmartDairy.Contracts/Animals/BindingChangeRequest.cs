namespace SmartDairy.Contracts.Animals;

/// <summary>What shall be different among the bindings of a farm. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("binding-change")]
public sealed record BindingChangeRequest
{
    [Id(0)] public required BindingChangeKind ChangeKind { get; init; }

    /// <summary>Of a repair or retraction: the binding.</summary>
    [Id(1)] public string? BindingId { get; init; }

    /// <summary>Of a bind or swap: the animal. Of a repair: the right one; null when it was right.</summary>
    [Id(2)] public string? AnimalId { get; init; }

    /// <summary>Of a swap: the second animal.</summary>
    [Id(3)] public string? OtherAnimalId { get; init; }

    /// <summary>Of a bind: what the target is.</summary>
    [Id(4)] public BindingKind Kind { get; init; }

    /// <summary>Of a bind: see <see cref="BindingKind"/>. Of a repair: the right one; null when it was right.</summary>
    [Id(5)] public string? Target { get; init; }

    /// <summary>Inclusive. Of a bind or swap null means now; of a repair, that it was right.</summary>
    [Id(6)] public long? From { get; init; }

    /// <summary>Exclusive. Of a bind null means that it lasts; of a repair, that it was right unless <see cref="IsOpenEnded"/>.</summary>
    [Id(7)] public long? To { get; init; }

    /// <summary>Of a repair: it has no end.</summary>
    [Id(8)] public bool IsOpenEnded { get; init; }

    /// <summary>The name of the key or user that tells it.</summary>
    [Id(9)] public required string ChangedBy { get; init; }
}
