using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>One thing that happened to an animal. What says nothing about its kind is left out.</summary>
public sealed class AnimalEventInput
{
    /// <summary>Unique on the farm, 1 to 64 of A-Z a-z 0-9 _ -; left out, it is made from what the event says, so that the same event told twice is one.</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>The animal.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>What happened.</summary>
    public required AnimalEventKind Kind { get; init; }

    /// <summary>When it happened; not in the future.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Up to 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Of a pregnancy check, and required for it. A check needs an insemination 25 to 290 days before it.</summary>
    public bool? Pregnant { get; init; }

    /// <summary>Of an insemination: the bull, up to 200 characters.</summary>
    public string? Sire { get; init; }

    /// <summary>Of a group change: the new group; left out, she is in none.</summary>
    public string? Group { get; init; }

    /// <summary>Of a diagnosis, and required for it; of a treatment, what for: mastitis, ketosis, lameness or another word, up to 200 characters.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>Of a diagnosis or treatment of the udder.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>Of a treatment, and required for it; of a dry-off, the dry cow product: up to 200 characters.</summary>
    public string? Product { get; init; }

    /// <summary>Of a treatment or dry-off: until then her milk must not be delivered; at most 366 days.</summary>
    public DateTimeOffset? MilkWithdrawalUntil { get; init; }

    /// <summary>Of a treatment or dry-off: until then she must not be slaughtered; at most 366 days.</summary>
    public DateTimeOffset? MeatWithdrawalUntil { get; init; }

    /// <summary>Of a calving: calves born alive, 0 to 6.</summary>
    public int? Calves { get; init; }

    internal AnimalEvent ToEvent(int farmId, int index, string by)
    {
        if (Id is not null && !Identifier.IsValid(Id)) throw Invalid(index, $"id must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        if (!Identifier.IsValid(AnimalId)) throw Invalid(index, $"animalId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        return new()
        {
            Id = Id ?? "",
            FarmId = farmId,
            AnimalId = AnimalId,
            Kind = Kind,
            Time = Time.ToUnixTimeMilliseconds(),
            RecordedAt = 0,
            RecordedBy = by,
            Note = Note,
            Pregnant = Pregnant,
            Sire = Sire,
            Group = Group,
            Diagnosis = Diagnosis,
            Quarter = Quarter,
            Product = Product,
            MilkWithdrawalUntil = MilkWithdrawalUntil?.ToUnixTimeMilliseconds(),
            MeatWithdrawalUntil = MeatWithdrawalUntil?.ToUnixTimeMilliseconds(),
            Calves = Calves,
        };
    }

    private static InvalidArgumentException Invalid(int index, string sentence) => new($"events[{index}]: {sentence}", "Nothing was recorded.");
}
