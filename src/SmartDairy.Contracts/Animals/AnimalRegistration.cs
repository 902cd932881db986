namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The registration of an animal, unique by (farm, id). Later events are reflected in <see cref="AnimalStatus"/>. Times are Unix
/// milliseconds, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("animal-registration")]
public sealed record AnimalRegistration
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>At most 200 characters; null when the animal has no name.</summary>
    [Id(2)] public string? Name { get; init; }

    [Id(3)] public long? BirthDate { get; init; }

    /// <summary>Number of calvings before the registration, 0 for a heifer; null when unknown.</summary>
    [Id(4)] public int? Lactation { get; init; }

    /// <summary>Last calving before the registration; null when unknown or none.</summary>
    [Id(5)] public long? CalvedAt { get; init; }

    /// <summary>Electronic product code (EPC) of the ear tag, unique on the farm; null when the animal has none.</summary>
    [Id(6)] public string? TagEpc { get; init; }

    /// <summary>The animal's group, an <see cref="Identifier"/>; null when the animal is in no group.</summary>
    [Id(7)] public string? Group { get; init; }

    /// <summary>Official id of the animal; null when there is none.</summary>
    [Id(8)] public OfficialId? OfficialId { get; init; }

    [Id(9)] public Sex Sex { get; init; }

    /// <summary>At most 64 characters; null when unknown.</summary>
    [Id(10)] public string? Breed { get; init; }

    /// <summary>
    /// Place where the animal is kept unless a binding says otherwise: <c>barn/2</c> or <c>barn/2/zone/3</c>; null when unknown.
    /// </summary>
    [Id(11)] public string? Place { get; init; }
}
