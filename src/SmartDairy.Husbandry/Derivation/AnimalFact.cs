using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>One thing that an animal's detectors observe: exactly one member has a value.</summary>
public readonly record struct AnimalFact
{
    private const long HourMs = 3_600_000;

    /// <summary>An hour of the collar that the animal wears, or what late readings changed it to.</summary>
    public CollarHour? CollarHour { get; private init; }

    /// <summary>A milking with its evaluation, or what late messages changed it to.</summary>
    public MilkingSession? Milking { get; private init; }

    /// <summary>An hour of the climate where the animal is kept.</summary>
    public ClimateHour? ClimateHour { get; private init; }

    public AnimalEvent? Event { get; private init; }

    /// <summary>The animal got another collar at that time, Unix milliseconds.</summary>
    public long? CollarChangedAt { get; private init; }

    /// <summary>From when on the fact can be known, in event time: Unix milliseconds.</summary>
    public long Time => this switch
    {
        { CollarHour: { } hour } => (hour.Hour + 1) * HourMs,
        { ClimateHour: { } hour } => (hour.Hour + 1) * HourMs,
        { Milking: { } milking } => milking.EndedAt ?? milking.StartedAt,
        { Event: { } animalEvent } => animalEvent.Time,
        _ => CollarChangedAt ?? 0,
    };

    public static AnimalFact From(in CollarHour hour) => new() { CollarHour = hour };

    public static AnimalFact From(MilkingSession milking) => new() { Milking = milking };

    public static AnimalFact From(in ClimateHour hour) => new() { ClimateHour = hour };

    public static AnimalFact From(AnimalEvent animalEvent) => new() { Event = animalEvent };

    public static AnimalFact CollarChange(long at) => new() { CollarChangedAt = at };
}
