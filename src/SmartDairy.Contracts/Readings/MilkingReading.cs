namespace SmartDairy.Contracts.Readings;

/// <summary>One message of a milking session at a stall.</summary>
[GenerateSerializer, Immutable, Alias("reading-milking")]
public sealed record MilkingReading : Reading
{
    [Id(0)] public required MilkingPhase Phase { get; init; }

    /// <summary>The meter's id of the session; null when not reported.</summary>
    [Id(1)] public string? SessionId { get; init; }

    /// <summary>The milked animal; null when the stall did not recognise the animal.</summary>
    [Id(2)] public string? AnimalId { get; init; }

    /// <summary>Unix milliseconds; null when not reported.</summary>
    [Id(3)] public long? StartedAt { get; init; }

    /// <summary>Unix milliseconds; null when not reported.</summary>
    [Id(4)] public long? EndedAt { get; init; }

    /// <summary>Null when not reported.</summary>
    [Id(5)] public bool? BloodDetected { get; init; }

    /// <summary>Null when not reported.</summary>
    [Id(6)] public bool? ConductivityAlert { get; init; }

    /// <summary>Null when not reported.</summary>
    [Id(7)] public bool? TemperatureAlert { get; init; }

    /// <summary>Null when not reported.</summary>
    [Id(8)] public bool? IncompleteMilking { get; init; }

    public override ReadingFamily Family => ReadingFamily.Milking;

    public override string? SubjectAnimalId => AnimalId;
}
