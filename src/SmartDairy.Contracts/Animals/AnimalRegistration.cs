namespace SmartDairy.Contracts.Animals;

/// <summary>An animal as she was registered, unique by (farm, id): what happened to her since is in <see cref="AnimalStatus"/>. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("animal-registration")]
public sealed record AnimalRegistration
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Up to 200 characters; null when she has none.</summary>
    [Id(2)] public string? Name { get; init; }

    [Id(3)] public long? BirthDate { get; init; }

    /// <summary>Number of calvings before she was registered, 0 for a heifer; null when unknown.</summary>
    [Id(4)] public int? Lactation { get; init; }

    /// <summary>Her last calving before she was registered; null when unknown or never.</summary>
    [Id(5)] public long? CalvedAt { get; init; }

    /// <summary>The electronic product code of her ear tag, unique on the farm; null when she has none.</summary>
    [Id(6)] public string? TagEpc { get; init; }

    /// <summary>The group she is in, an <see cref="Identifier"/>; null when she is in none.</summary>
    [Id(7)] public string? Group { get; init; }

    /// <summary>How an authority names her; null when none does.</summary>
    [Id(8)] public OfficialId? OfficialId { get; init; }

    [Id(9)] public Sex Sex { get; init; }

    /// <summary>Up to 64 characters; null when unknown.</summary>
    [Id(10)] public string? Breed { get; init; }

    /// <summary>Where she is kept unless a binding says otherwise: <c>barn/2</c> or <c>barn/2/zone/3</c>; null when not told.</summary>
    [Id(11)] public string? Place { get; init; }
}
