using GraphQL;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>One thing that happened to an animal, told by a person.</summary>
[Name("AnimalEvent")]
public sealed class AnimalEventView(AnimalEvent animalEvent)
{
    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => animalEvent.Id;

    /// <summary>The animal.</summary>
    [Id]
    public string AnimalId => animalEvent.AnimalId;

    /// <summary>What happened.</summary>
    public AnimalEventKind Kind => animalEvent.Kind;

    /// <summary>When it happened.</summary>
    public DateTimeOffset Time => animalEvent.Time.ToInstant();

    /// <summary>When it was told, or taken back.</summary>
    public DateTimeOffset RecordedAt => animalEvent.RecordedAt.ToInstant();

    /// <summary>The name of the key or user that told it, or took it back.</summary>
    public string RecordedBy => animalEvent.RecordedBy;

    /// <summary>Null when there is none.</summary>
    public string? Note => animalEvent.Note;

    /// <summary>Of a pregnancy check.</summary>
    public bool? Pregnant => animalEvent.Pregnant;

    /// <summary>The bull, of an insemination; null when unknown.</summary>
    public string? Sire => animalEvent.Sire;

    /// <summary>The new group, of a group change; null means out of any.</summary>
    public string? Group => animalEvent.Group;

    /// <summary>Of a diagnosis or treatment: the disease, such as mastitis.</summary>
    public string? Diagnosis => animalEvent.Diagnosis;

    /// <summary>The quarter of the udder it is about; null when none or unknown.</summary>
    public Quarter? Quarter => animalEvent.Quarter;

    /// <summary>Of a treatment: what she was given.</summary>
    public string? Product => animalEvent.Product;

    /// <summary>Until then her milk must not be delivered; null when it may.</summary>
    public DateTimeOffset? MilkWithdrawalUntil => animalEvent.MilkWithdrawalUntil.ToInstant();

    /// <summary>Until then she must not be slaughtered; null when she may.</summary>
    public DateTimeOffset? MeatWithdrawalUntil => animalEvent.MeatWithdrawalUntil.ToInstant();

    /// <summary>Calves born alive, of a calving; null when not told.</summary>
    public int? Calves => animalEvent.Calves;

    /// <summary>It was told by mistake: kept, and left out of everything.</summary>
    public bool Retracted => animalEvent.Retracted;
}
