namespace SmartDairy.Contracts.Animals;

/// <summary>Unique by (farm, id). Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("animal-registration")]
public sealed record AnimalRegistration
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Up to 200 characters; null when she has none.</summary>
    [Id(2)] public string? Name { get; init; }

    [Id(3)] public long? BirthDate { get; init; }

    /// <summary>Number of calvings so far, 0 for a heifer; null when unknown.</summary>
    [Id(4)] public int? Lactation { get; init; }

    [Id(5)] public long? CalvedAt { get; init; }

    /// <summary>The electronic product code of her ear tag, unique on the farm; null when she has none.</summary>
    [Id(6)] public string? TagEpc { get; init; }

    /// <summary>The group she is in, an <see cref="Identifier"/>; null when she is in none.</summary>
    [Id(7)] public string? Group { get; init; }
}
