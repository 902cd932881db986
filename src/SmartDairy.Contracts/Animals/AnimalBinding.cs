namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The assignment of a collar, tag or place to an animal for a period. Periods of one target never overlap, nor do periods of one animal
/// and kind. Times are Unix milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("animal-binding")]
public sealed record AnimalBinding
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required BindingKind Kind { get; init; }

    [Id(3)] public required string AnimalId { get; init; }

    /// <summary>Id of the collar, tag or place; see <see cref="BindingKind"/>.</summary>
    [Id(4)] public required string Target { get; init; }

    /// <summary>Start of the binding, inclusive.</summary>
    [Id(5)] public required long From { get; init; }

    /// <summary>End of the binding, exclusive; null while the binding lasts.</summary>
    [Id(6)] public long? To { get; init; }

    [Id(7)] public required long RecordedAt { get; init; }

    /// <summary>Name of the API key or user that recorded the binding; <c>registration</c> when it comes from a registration.</summary>
    [Id(8)] public required string RecordedBy { get; init; }

    /// <summary>True when the binding was recorded by mistake. It is kept but ignored everywhere.</summary>
    [Id(9)] public bool Retracted { get; init; }
}
