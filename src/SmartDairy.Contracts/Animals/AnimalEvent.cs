using SmartDairy.Contracts.Milking;

namespace SmartDairy.Contracts.Animals;

/// <summary>One thing that happened to an animal, told by a person. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("animal-event")]
public sealed record AnimalEvent
{
    /// <summary>Unique on the farm; see <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    [Id(2)] public required string AnimalId { get; init; }

    [Id(3)] public required AnimalEventKind Kind { get; init; }

    /// <summary>When it happened; it may be told later.</summary>
    [Id(4)] public required long Time { get; init; }

    [Id(5)] public required long RecordedAt { get; init; }

    /// <summary>The name of the key or user that told it.</summary>
    [Id(6)] public required string RecordedBy { get; init; }

    /// <summary>Up to 2,000 characters; null when there is none.</summary>
    [Id(7)] public string? Note { get; init; }

    /// <summary>Of a pregnancy check; null otherwise.</summary>
    [Id(8)] public bool? Pregnant { get; init; }

    /// <summary>The bull, of an insemination; null when unknown.</summary>
    [Id(9)] public string? Sire { get; init; }

    /// <summary>The new group, of a group change; null means out of any.</summary>
    [Id(10)] public string? Group { get; init; }

    /// <summary>Of a diagnosis: <c>mastitis</c>, <c>ketosis</c>, <c>lameness</c>, or another word.</summary>
    [Id(11)] public string? Diagnosis { get; init; }

    /// <summary>Of a diagnosis of the udder; null when it is not known which.</summary>
    [Id(12)] public Quarter? Quarter { get; init; }

    /// <summary>Of a treatment.</summary>
    [Id(13)] public string? Product { get; init; }

    /// <summary>Until then her milk must not be delivered; null when it may.</summary>
    [Id(14)] public long? MilkWithdrawalUntil { get; init; }

    /// <summary>Until then she must not be slaughtered; null when she may.</summary>
    [Id(15)] public long? MeatWithdrawalUntil { get; init; }

    /// <summary>Calves born alive, of a calving; null when not told.</summary>
    [Id(16)] public int? Calves { get; init; }

    /// <summary>It was told by mistake: kept, and left out of everything.</summary>
    [Id(17)] public bool Retracted { get; init; }
}
