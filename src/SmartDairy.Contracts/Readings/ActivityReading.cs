namespace SmartDairy.Contracts.Readings;

/// <summary>A reading of an activity collar. Minutes are cumulative for the farm's local day and restart at midnight.</summary>
[GenerateSerializer, Immutable, Alias("reading-activity")]
public sealed record ActivityReading : Reading
{
    [Id(0)] public required string? AnimalId { get; init; }

    /// <summary>Position of the animal, e.g. <c>standing</c>; null when not reported.</summary>
    [Id(1)] public string? Position { get; init; }

    /// <summary>Fertility status determined by the collar, e.g. <c>normal</c>; null when not reported.</summary>
    [Id(2)] public string? FertilityStatus { get; init; }

    /// <summary>Health alert determined by the collar; null when not reported.</summary>
    [Id(3)] public bool? HealthAlert { get; init; }

    public override ReadingFamily Family => ReadingFamily.Activity;

    public override string? SubjectAnimalId => AnimalId;
}
