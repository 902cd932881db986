using GraphQL;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.AnimalEvents;

/// <summary>One event in an animal's life, recorded by a person.</summary>
[Name("AnimalEvent")]
public sealed class AnimalEventView(AnimalEvent animalEvent)
{
    /// <summary>Id of the event, unique on the farm.</summary>
    [Id]
    public string Id => animalEvent.Id;

    /// <summary>Id of the animal the event is about.</summary>
    [Id]
    public string AnimalId => animalEvent.AnimalId;

    /// <summary>Kind of event, which decides the members that apply.</summary>
    public AnimalEventKind Kind => animalEvent.Kind;

    /// <summary>Time at which the event happened.</summary>
    public DateTimeOffset Time => animalEvent.Time.ToInstant();

    /// <summary>Time at which the event was recorded, or retracted.</summary>
    public DateTimeOffset RecordedAt => animalEvent.RecordedAt.ToInstant();

    /// <summary>API key or user that recorded the event, or retracted it.</summary>
    public string RecordedBy => animalEvent.RecordedBy;

    /// <summary>Free text about the event; null when there is none.</summary>
    public string? Note => animalEvent.Note;

    /// <summary>Result of a pregnancy check; null for other kinds.</summary>
    public bool? Pregnant => animalEvent.Pregnant;

    /// <summary>Bull of an insemination; null when unknown and for other kinds.</summary>
    public string? Sire => animalEvent.Sire;

    /// <summary>New group of a group change; null when the animal leaves its group, and for other kinds.</summary>
    public string? Group => animalEvent.Group;

    /// <summary>Disease that was diagnosed or treated, such as mastitis; null when not given.</summary>
    public string? Diagnosis => animalEvent.Diagnosis;

    /// <summary>Quarter of the udder the event is about; null when none or unknown.</summary>
    public Quarter? Quarter => animalEvent.Quarter;

    /// <summary>Product given in a treatment or at dry-off; null when not given.</summary>
    public string? Product => animalEvent.Product;

    /// <summary>End of the milk withdrawal, before which milk must not be delivered; null without a withdrawal.</summary>
    public DateTimeOffset? MilkWithdrawalUntil => animalEvent.MilkWithdrawalUntil.ToInstant();

    /// <summary>End of the meat withdrawal, before which the animal must not be slaughtered; null without a withdrawal.</summary>
    public DateTimeOffset? MeatWithdrawalUntil => animalEvent.MeatWithdrawalUntil.ToInstant();

    /// <summary>Number of calves born alive in a calving; null when unknown and for other kinds.</summary>
    public int? Calves => animalEvent.Calves;

    /// <summary>True when the event was recorded by mistake and retracted: it is kept and counted nowhere.</summary>
    public bool Retracted => animalEvent.Retracted;
}
