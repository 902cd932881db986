using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Life;

/// <summary>How an animal stands after all that was told of her.</summary>
public static class Standings
{
    /// <param name="animal">As she was registered.</param>
    /// <param name="events">All of her events in any order; retracted ones are left out.</param>
    public static AnimalStanding Of(AnimalRegistration animal, IEnumerable<AnimalEvent> events)
    {
        var standing = new AnimalStanding { FarmId = animal.FarmId, AnimalId = animal.Id, Lactation = animal.Lactation, CalvedAt = animal.CalvedAt };
        var inseminations = new List<long>();
        foreach (var happened in InOrder(events))
        {
            standing = After(standing, happened, inseminations, animal);
        }

        return standing;
    }

    /// <summary>Those that count, by time; of one moment, as a day goes: a calving before what follows it.</summary>
    public static IEnumerable<AnimalEvent> InOrder(IEnumerable<AnimalEvent> events)
        => events.Where(happened => !happened.Retracted).OrderBy(happened => happened.Time).ThenBy(happened => happened.Kind).ThenBy(happened => happened.Id, StringComparer.Ordinal);

    /// <summary>Whether a calving is the one that the registration already counts, or an earlier one.</summary>
    public static bool IsCounted(AnimalRegistration animal, AnimalEvent calving) => animal.CalvedAt is { } known && calving.Time < known + Spans.BetweenCalvings;

    private static AnimalStanding After(AnimalStanding before, AnimalEvent happened, List<long> inseminations, AnimalRegistration animal)
    {
        switch (happened.Kind)
        {
            case AnimalEventKind.Calving when !IsCounted(animal, happened):
                inseminations.Clear();
                return Opened(before) with { Lactation = (before.Lactation ?? 0) + 1, CalvedAt = happened.Time, DriedOffAt = null };
            case AnimalEventKind.Abortion:
                inseminations.Clear();
                return Opened(before);
            case AnimalEventKind.Insemination:
                inseminations.Add(happened.Time);
                return Opened(before) with { Reproduction = ReproductiveStatus.Inseminated, InseminatedAt = happened.Time, Inseminations = inseminations.Count };
            case AnimalEventKind.PregnancyCheck:
                return Checked(before, happened, inseminations);
            case AnimalEventKind.DryOff:
                return Withheld(before, happened) with { DriedOffAt = happened.Time, DryOffDue = null };
            case AnimalEventKind.Treatment:
                return Withheld(before, happened);
            case AnimalEventKind.HeatObserved:
                return before with { HeatAt = happened.Time };
            case AnimalEventKind.Departure:
                return before with { DepartedAt = happened.Time };
            default:
                return before;
        }
    }

    private static AnimalStanding Checked(AnimalStanding before, AnimalEvent check, List<long> inseminations)
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

        var took = inseminations.FindLast(at => check.Time - at is >= Spans.EarliestCheck and <= Spans.LatestCheck);
        var conceived = took == 0 ? before.InseminatedAt : took;
        var calving = conceived + Spans.Gestation;
        return before with
        {
            Reproduction = ReproductiveStatus.Pregnant,
            ConceivedAt = conceived,
            ExpectedCalving = calving,
            DryOffDue = before.CalvedAt is not null && before.DriedOffAt is null ? calving - Spans.DryPeriod : null,
            CheckedAt = check.Time,
        };
    }

    /// <summary>Not pregnant, and nothing told that could have made her so.</summary>
    private static AnimalStanding Opened(AnimalStanding before)
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

    private static AnimalStanding Withheld(AnimalStanding before, AnimalEvent treatment)
        => before with
        {
            MilkWithdrawalUntil = Later(before.MilkWithdrawalUntil, treatment.MilkWithdrawalUntil),
            MeatWithdrawalUntil = Later(before.MeatWithdrawalUntil, treatment.MeatWithdrawalUntil),
        };

    private static long? Later(long? one, long? other) => one is { } a && other is { } b ? Math.Max(a, b) : one ?? other;
}
