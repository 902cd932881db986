namespace SmartDairy.Contracts.Readings;

/// <summary>A collar's report. Its minutes are cumulative for the farm's day and restart at local midnight.</summary>
[GenerateSerializer, Immutable, Alias("reading-activity")]
public sealed record ActivityReading : Reading
{
    [Id(0)] public required string? AnimalId { get; init; }

    /// <summary>What the collar says the animal is doing, e.g. <c>standing</c>; null when it did not say.</summary>
    [Id(1)] public string? Position { get; init; }

    /// <summary>The collar's own verdict, e.g. <c>normal</c>; null when it gave none.</summary>
    [Id(2)] public string? FertilityStatus { get; init; }

    /// <summary>The collar's own health alarm; null when it did not say.</summary>
    [Id(3)] public bool? HealthAlert { get; init; }

    public override ReadingFamily Family => ReadingFamily.Activity;

    public override string? SubjectAnimalId => AnimalId;
}
