namespace SmartDairy.Contracts.Animals;

/// <summary>A request to change the bindings of a farm. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("binding-change")]
public sealed record BindingChangeRequest
{
    [Id(0)] public required BindingChangeKind ChangeKind { get; init; }

    /// <summary>The binding to repair or retract; null for other kinds.</summary>
    [Id(1)] public string? BindingId { get; init; }

    /// <summary>For a bind or swap, the animal. For a repair, the correct animal; null to leave it unchanged.</summary>
    [Id(2)] public string? AnimalId { get; init; }

    /// <summary>The second animal of a swap; null for other kinds.</summary>
    [Id(3)] public string? OtherAnimalId { get; init; }

    /// <summary>For a bind, the kind of target.</summary>
    [Id(4)] public BindingKind Kind { get; init; }

    /// <summary>
    /// For a bind, the target, see <see cref="BindingKind"/>. For a repair, the correct target; null to leave it unchanged.
    /// </summary>
    [Id(5)] public string? Target { get; init; }

    /// <summary>Start, inclusive. Null means now for a bind or swap, and unchanged for a repair.</summary>
    [Id(6)] public long? From { get; init; }

    /// <summary>
    /// End, exclusive. Null means no end for a bind, and unchanged for a repair unless <see cref="IsOpenEnded"/> is true.
    /// </summary>
    [Id(7)] public long? To { get; init; }

    /// <summary>For a repair, true when the binding has no end.</summary>
    [Id(8)] public bool IsOpenEnded { get; init; }

    /// <summary>Name of the API key or user that makes the change.</summary>
    [Id(9)] public required string ChangedBy { get; init; }
}
