using SmartDairy.Contracts.Milking;

namespace SmartDairy.Contracts.Animals;

/// <summary>An event in an animal's life, recorded by a person. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("animal-event")]
public sealed record AnimalEvent
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string AnimalId { get; init; }

    [Id(3)] public required AnimalEventKind Kind { get; init; }

    /// <summary>When the event happened; it may be recorded later.</summary>
    [Id(4)] public required long Time { get; init; }

    [Id(5)] public required long RecordedAt { get; init; }

    /// <summary>Name of the API key or user that recorded the event.</summary>
    [Id(6)] public required string RecordedBy { get; init; }

    /// <summary>At most 2,000 characters; null when there is none.</summary>
    [Id(7)] public string? Note { get; init; }

    /// <summary>Result of a pregnancy check; null for other kinds.</summary>
    [Id(8)] public bool? Pregnant { get; init; }

    /// <summary>The sire of an insemination; null when unknown and for other kinds.</summary>
    [Id(9)] public string? Sire { get; init; }

    /// <summary>The new group of a group change; null when the animal left its group and for other kinds.</summary>
    [Id(10)] public string? Group { get; init; }

    /// <summary>
    /// The disease of a diagnosis: <c>mastitis</c>, <c>ketosis</c>, <c>lameness</c>, or another word; null for other kinds.
    /// </summary>
    [Id(11)] public string? Diagnosis { get; init; }

    /// <summary>The quarter of a diagnosis of the udder; null when unknown and for other kinds.</summary>
    [Id(12)] public Quarter? Quarter { get; init; }

    /// <summary>The product of a treatment; null for other kinds.</summary>
    [Id(13)] public string? Product { get; init; }

    /// <summary>End of the milk withdrawal, before which the animal's milk must not be delivered; null when there is none.</summary>
    [Id(14)] public long? MilkWithdrawalUntil { get; init; }

    /// <summary>End of the meat withdrawal, before which the animal must not be slaughtered; null when there is none.</summary>
    [Id(15)] public long? MeatWithdrawalUntil { get; init; }

    /// <summary>Number of calves born alive at a calving; null when not recorded and for other kinds.</summary>
    [Id(16)] public int? Calves { get; init; }

    /// <summary>True when the event was recorded by mistake. It is kept but ignored everywhere.</summary>
    [Id(17)] public bool Retracted { get; init; }
}
