namespace SmartDairy.Contracts.Animals;

/// <summary>
/// Which collar, tag or place an animal had in which span of time. Spans of one target never overlap, nor do the spans of one animal and kind. Times are Unix
/// milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("animal-binding")]
public sealed record AnimalBinding
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required BindingKind Kind { get; init; }

    [Id(3)] public required string AnimalId { get; init; }

    /// <summary>See <see cref="BindingKind"/>.</summary>
    [Id(4)] public required string Target { get; init; }

    /// <summary>Inclusive.</summary>
    [Id(5)] public required long From { get; init; }

    /// <summary>Exclusive; null while it lasts.</summary>
    [Id(6)] public long? To { get; init; }

    [Id(7)] public required long RecordedAt { get; init; }

    /// <summary>The name of the key or user that told it; <c>registration</c> for what the registration said.</summary>
    [Id(8)] public required string RecordedBy { get; init; }

    /// <summary>It was told by mistake: kept, and left out of everything.</summary>
    [Id(9)] public bool Retracted { get; init; }
}
