using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.AnimalEvents;

/// <summary>Derives an animal's status from its registration and its events.</summary>
public static class AnimalStatusFold
{
    /// <param name="animal">The animal as it was registered.</param>
    /// <param name="events">All events of the animal in any order; retracted ones are ignored.</param>
    public static AnimalStatus Fold(AnimalRegistration animal, IEnumerable<AnimalEvent> events)
    {
        var standing = new AnimalStatus
        { FarmId = animal.FarmId, AnimalId = animal.Id, Lactation = animal.Lactation, CalvedAt = animal.CalvedAt };
        var inseminations = new List<long>();
        foreach (var happened in InEventOrder(events))
        {
            standing = After(standing, happened, inseminations, animal);
        }

        return standing;
    }

    /// <summary>
    /// Events without retracted ones, by time; those of one moment in the order of <see cref="AnimalEventKind"/>, so that a calving comes
    /// before what follows it.
    /// </summary>
    public static IEnumerable<AnimalEvent> InEventOrder(IEnumerable<AnimalEvent> events)
        => events.Where(happened => !happened.Retracted).OrderBy(happened => happened.Time).ThenBy(happened => happened.Kind)
        .ThenBy(happened => happened.Id, StringComparer.Ordinal);

    /// <summary>Whether a calving is already counted in the registration, or is earlier than that.</summary>
    public static bool IsAlreadyCounted(AnimalRegistration animal, AnimalEvent calving)
        => animal.CalvedAt is { } known && calving.Time < known + ReproductionIntervals.MinCalvingInterval;

    private static AnimalStatus After(AnimalStatus before, AnimalEvent animalEvent, List<long> inseminations, AnimalRegistration animal)
    {
        switch (animalEvent.Kind)
        {
            case AnimalEventKind.Calving when !IsAlreadyCounted(animal, animalEvent):
                inseminations.Clear();
                return Opened(before) with { Lactation = (before.Lactation ?? 0) + 1, CalvedAt = animalEvent.Time, DriedOffAt = null };
            case AnimalEventKind.Abortion:
                inseminations.Clear();
                return Opened(before);
            case AnimalEventKind.Insemination:
                inseminations.Add(animalEvent.Time);
                return Opened(before) with
                {
                    Reproduction = ReproductiveStatus.Inseminated,
                    InseminatedAt = animalEvent.Time,
                    Inseminations = inseminations.Count
                };
            case AnimalEventKind.PregnancyCheck:
                return Checked(before, animalEvent, inseminations);
            case AnimalEventKind.DryOff:
                return Withheld(before, animalEvent) with { DriedOffAt = animalEvent.Time, DryOffDue = null };
            case AnimalEventKind.Treatment:
                return Withheld(before, animalEvent);
            case AnimalEventKind.HeatObserved:
                return before with { HeatAt = animalEvent.Time };
            case AnimalEventKind.Departure:
                return before with { DepartedAt = animalEvent.Time };
            default:
                return before;
        }
    }

    private static AnimalStatus Checked(AnimalStatus before, AnimalEvent check, List<long> inseminations)
    {
        if (check.Pregnant != true)
        {
            return Opened(before) with
            {
                Reproduction = ReproductiveStatus.NotPregnant,
                InseminatedAt = before.InseminatedAt,
                Inseminations = before.Inseminations,
                CheckedAt = check.Time,
            };
        }

        var took =
            inseminations.FindLast(at => check.Time - at is >= ReproductionIntervals.MinPregnancyCheckAge
            and <= ReproductionIntervals.MaxPregnancyCheckAge);
        var conceived = took == 0 ? before.InseminatedAt : took;
        var calving = conceived + ReproductionIntervals.Gestation;
        return before with
        {
            Reproduction = ReproductiveStatus.Pregnant,
            ConceivedAt = conceived,
            ExpectedCalving = calving,
            DryOffDue = before.CalvedAt is not null && before.DriedOffAt is null ? calving - ReproductionIntervals.DryPeriod : null,
            CheckedAt = check.Time,
        };
    }

    /// <summary>Open: neither pregnant nor inseminated.</summary>
    private static AnimalStatus Opened(AnimalStatus before)
        => before with
        {
            Reproduction = ReproductiveStatus.Open,
            InseminatedAt = null,
            Inseminations = 0,
            ConceivedAt = null,
            ExpectedCalving = null,
            DryOffDue = null,
            CheckedAt = null,
        };

    private static AnimalStatus Withheld(AnimalStatus before, AnimalEvent treatment)
        => before with
        {
            MilkWithdrawalUntil = Later(before.MilkWithdrawalUntil, treatment.MilkWithdrawalUntil),
            MeatWithdrawalUntil = Later(before.MeatWithdrawalUntil, treatment.MeatWithdrawalUntil),
        };

    private static long? Later(long? one, long? other) => one is { } a && other is { } b ? Math.Max(a, b) : one ?? other;
}
