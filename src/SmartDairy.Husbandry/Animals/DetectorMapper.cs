using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Animals;

/// <summary>Converts records of the contracts to facts of the detectors, and findings back.</summary>
internal static class DetectorMapper
{
    public static CowProfile Map(AnimalRegistration animal, FarmCalendar days)
        => new(animal.Lactation, animal.CalvedAt, animal.BirthDate, days.Zone.BaseUtcOffset);

    /// <summary>Null for an event that does not matter to detectors.</summary>
    public static LifeEvent? Map(AnimalEvent happened) => Kind(happened) is { } kind ? new LifeEvent(kind, happened.Time) : null;

    /// <summary>
    /// Null for a running milking and for one without a measured yield. A retracted milking becomes one without values, which replaces what
    /// was observed before.
    /// </summary>
    public static MilkingObservation? Map(MilkingSession milking)
    {
        if (milking.State == MilkingState.Running && !milking.Retracted)
        {
            return null;
        }

        var end = milking.EndedAt ?? milking.StartedAt + ((milking.DurationSeconds ?? 0) * 1000L);
        if (milking.Retracted)
        {
            return new MilkingObservation { Start = milking.StartedAt, End = end, Litres = double.NaN };
        }

        return milking.Litres is not { } litres ? null : new MilkingObservation
        {
            Start = milking.StartedAt,
            End = end,
            Litres = litres,
            Conductivity = milking.Conductivity ?? double.NaN,
            QuarterConductivity = Quarters(milking, quarter => quarter.Conductivity),
            QuarterLitres = Quarters(milking, quarter => quarter.Litres),
            Temperature = milking.Temperature ?? double.NaN,
            Blood = milking.BloodDetected,
            Incomplete = milking.Incomplete,
            IntervalHours = milking.IntervalHours ?? double.NaN,
        };
    }

    public static DetectionKind Map(FindingKind kind) => kind switch
    {
        FindingKind.Estrus => DetectionKind.Heat,
        FindingKind.Mastitis => DetectionKind.Mastitis,
        FindingKind.Illness => DetectionKind.Illness,
        FindingKind.HeatStress => DetectionKind.HeatStress,
        FindingKind.Calving => DetectionKind.Calving,
        FindingKind.NoMovement => DetectionKind.NoMovement,
        FindingKind.Lameness => DetectionKind.Lameness,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of detection stands for it."),
    };

    private static LifeEventKind? Kind(AnimalEvent happened) => happened.Kind switch
    {
        AnimalEventKind.Calving => LifeEventKind.Calving,
        AnimalEventKind.Insemination => LifeEventKind.Insemination,
        AnimalEventKind.PregnancyCheck =>
            happened.Pregnant switch { true => LifeEventKind.Pregnant, false => LifeEventKind.NotPregnant, null => null },
        AnimalEventKind.DryOff => LifeEventKind.DryOff,
        AnimalEventKind.GroupChange => LifeEventKind.GroupChange,
        AnimalEventKind.HoofTrimming => LifeEventKind.HoofTrimming,
        AnimalEventKind.Treatment => LifeEventKind.Treatment,
        AnimalEventKind.Abortion => LifeEventKind.Abortion,
        _ => null,
    };

    private static double[]? Quarters(MilkingSession milking, Func<QuarterMilking, double?> value)
    {
        if (milking.Quarters.Count == 0)
        {
            return null;
        }

        var quarters = new double[4];
        Array.Fill(quarters, double.NaN);
        foreach (var quarter in milking.Quarters)
        {
            quarters[(int)quarter.Quarter] = value(quarter) ?? double.NaN;
        }

        return quarters;
    }
}
