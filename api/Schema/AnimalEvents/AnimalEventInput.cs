using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>One event in an animal's life to record. Members that do not apply to the kind must be omitted.</summary>
public sealed class AnimalEventInput
{
    /// <summary>
    /// Id of the event, unique on the farm, 1 to 64 of A-Z a-z 0-9 _ -. When omitted, it is derived from the event's content, so that
    /// recording the same event twice keeps one.
    /// </summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>Id of the animal the event is about.</summary>
    [Id]
    public required string AnimalId { get; init; }

    /// <summary>Kind of event, which decides the members that apply.</summary>
    public required AnimalEventKind Kind { get; init; }

    /// <summary>Time of the event; must not be in the future or before the animal's birth.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Free text about the event, up to 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Result of a pregnancy check, required for that kind. A check needs an insemination 25 to 290 days before it.</summary>
    public bool? Pregnant { get; init; }

    /// <summary>Bull of an insemination, up to 200 characters; omitted when unknown.</summary>
    public string? Sire { get; init; }

    /// <summary>New group of a group change, 1 to 64 of A-Z a-z 0-9 _ -. When omitted, the animal leaves its group.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// Disease that is diagnosed (required for a diagnosis) or treated: mastitis, ketosis, lameness or another word, up to 200 characters.
    /// </summary>
    public string? Diagnosis { get; init; }

    /// <summary>Quarter of the udder that a diagnosis or treatment is about; omitted when none or unknown.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>Product given in a treatment (required) or at dry-off, up to 200 characters.</summary>
    public string? Product { get; init; }

    /// <summary>
    /// End of the milk withdrawal after a treatment or dry-off: no delivery of milk before it. At most 366 days after the event.
    /// </summary>
    public DateTimeOffset? MilkWithdrawalUntil { get; init; }

    /// <summary>
    /// End of the meat withdrawal after a treatment or dry-off: no slaughter before it. At most 366 days after the event.
    /// </summary>
    public DateTimeOffset? MeatWithdrawalUntil { get; init; }

    /// <summary>Number of calves born alive in a calving, 0 to 6; omitted when unknown.</summary>
    public int? Calves { get; init; }

    internal AnimalEvent ToEvent(int farmId, int index, string by)
    {
        if (Id is not null && !Identifier.IsValid(Id))
        {
            throw Invalid(index, $"id must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (!Identifier.IsValid(AnimalId))
        {
            throw Invalid(index, $"animalId must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

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

    private static InvalidArgumentException Invalid(int index, string sentence)
        => new($"events[{index}]: {sentence}", "Nothing was recorded.");
}
