using System.Globalization;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.AnimalEvents;

/// <summary>Checks events before they are recorded. Each problem is a sentence that says what is allowed.</summary>
public static class AnimalEventValidator
{
    private const int MaxNoteLength = 2_000;
    private const int MaxFieldLength = 200;
    private const int MaxCalves = 6;
    private const long MaxWithdrawalMs = 366 * ReproductionIntervals.Day;

    private static readonly AnimalEventKind[] FemaleOnlyKinds =
    [
        AnimalEventKind.Calving, AnimalEventKind.Insemination, AnimalEventKind.PregnancyCheck, AnimalEventKind.DryOff,
        AnimalEventKind.HeatObserved, AnimalEventKind.Abortion,
    ];

    /// <summary>The clocks of callers may be ahead by this much.</summary>
    private const long Tolerance = 5 * 60_000;

    /// <summary>The problems of an event by itself; empty when it is valid.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public static IEnumerable<string> ValidateEvent(AnimalEvent animalEvent, long now)
    {
        if (animalEvent.Time > now + Tolerance)
        {
            yield return $"time is {Instant(animalEvent.Time)}, in the future; tell what happened, not what is planned.";
        }

        foreach (var (given, field, kinds) in Members(animalEvent))
        {
            if (given && !kinds.Contains(animalEvent.Kind))
            {
                yield return $"{field} says nothing about a {DisplayName(animalEvent.Kind)}.";
            }
        }

        if (animalEvent.Kind == AnimalEventKind.PregnancyCheck && animalEvent.Pregnant is null)
        {
            yield return "A pregnancy check says whether she is pregnant.";
        }

        if (animalEvent.Kind == AnimalEventKind.Diagnosis && string.IsNullOrWhiteSpace(animalEvent.Diagnosis))
        {
            yield return "A diagnosis names the disease, such as mastitis.";
        }

        if (animalEvent.Kind == AnimalEventKind.Treatment && string.IsNullOrWhiteSpace(animalEvent.Product))
        {
            yield return "A treatment names the product.";
        }

        if (animalEvent.Group is { } group && !Identifier.IsValid(group))
        {
            yield return $"group must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -, or left out for none.";
        }

        if (animalEvent.Calves is < 0 or > MaxCalves)
        {
            yield return $"calves is {animalEvent.Calves}; it must be from 0 to {MaxCalves}.";
        }

        foreach (var (until, field) in new[] { (animalEvent.MilkWithdrawalUntil, "milkWithdrawalUntil"),
            (animalEvent.MeatWithdrawalUntil, "meatWithdrawalUntil") })
        {
            if (until < animalEvent.Time)
            {
                yield return $"{field} is {Instant(until.Value)}, before the treatment at {Instant(animalEvent.Time)}.";
            }
            else if (until > animalEvent.Time + MaxWithdrawalMs)
            {
                yield return $"{field} is more than 366 days after the treatment.";
            }
        }

        foreach (var (text, field, longest) in new[]
        {
            (animalEvent.Note, "note", MaxNoteLength), (animalEvent.Sire, "sire", MaxFieldLength),
            (animalEvent.Diagnosis, "diagnosis", MaxFieldLength), (animalEvent.Product, "product", MaxFieldLength),
        })
        {
            if (text is not null && (text.Length > longest || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
            {
                yield return $"{field} must have at most {longest} characters and no control characters.";
            }
        }
    }

    /// <summary>The problems of an animal's events together, each with the event it is about; empty when they are valid.</summary>
    public static IReadOnlyList<(AnimalEvent About, string Sentence)> ValidateHistory(
        AnimalRegistration animal, IEnumerable<AnimalEvent> events)
    {
        var faults = new List<(AnimalEvent, string)>();
        var calved = animal.CalvedAt;
        long? departed = null;
        var inseminations = new List<long>();
        foreach (var told in AnimalStatusFold.InEventOrder(events))
        {
            if (animal.BirthDate is { } born && told.Time < born)
            {
                faults.Add((told, $"{DisplayName(told.Kind)} at {Instant(told.Time)}: {animal.Id} was born on {Instant(born)}."));
            }

            if (departed is { } left)
            {
                faults.Add((told, $"{DisplayName(told.Kind)} at {Instant(told.Time)}: {animal.Id} left the herd at {Instant(left)}."));
            }

            if (animal.Sex == Sex.Male && FemaleOnlyKinds.Contains(told.Kind))
            {
                faults.Add((told, $"{DisplayName(told.Kind)}: {animal.Id} is male."));
            }

            switch (told.Kind)
            {
                case AnimalEventKind.Calving when !IsSame(animal, told):
                    if (calved is { } last && told.Time - last <= ReproductionIntervals.MinCalvingInterval && told.Time >= last)
                    {
                        faults.Add(
                            (told, $"calving at {Instant(told.Time)}: {animal.Id} calved at {Instant(last)}; two calvings are more than 200 days apart."));
                    }
                    else if (animal.BirthDate is { } birth && told.Time - birth < ReproductionIntervals.MinAgeAtFirstCalving)
                    {
                        faults.Add(
                            (told, $"calving at {Instant(told.Time)}: {animal.Id} was born on {Instant(birth)}; heifers are at least 500 days old when they calve."));
                    }

                    calved = told.Time;
                    inseminations.Clear();
                    break;
                case AnimalEventKind.Insemination:
                    inseminations.Add(told.Time);
                    break;
                case AnimalEventKind.Abortion:
                    inseminations.Clear();
                    break;
                case AnimalEventKind.PregnancyCheck
                when !inseminations.Exists(at => told.Time - at is >= ReproductionIntervals.MinPregnancyCheckAge
                and <= ReproductionIntervals.MaxPregnancyCheckAge):
                    faults.Add(
                        (told, $"pregnancy check at {Instant(told.Time)}: no insemination of {animal.Id} 25 to 290 days before it, since she last calved or aborted, is known."));
                    break;
                case AnimalEventKind.DryOff when calved is null && animal.Lactation == 0:
                    faults.Add((told, $"dry-off at {Instant(told.Time)}: {animal.Id} is a heifer and gives no milk."));
                    break;
                case AnimalEventKind.Departure:
                    departed = told.Time;
                    break;
            }
        }

        return faults;
    }

    /// <summary>E.g. <c>pregnancy check</c>.</summary>
    public static string DisplayName(AnimalEventKind kind) => kind switch
    {
        AnimalEventKind.PregnancyCheck => "pregnancy check",
        AnimalEventKind.DryOff => "dry-off",
        AnimalEventKind.GroupChange => "group change",
        AnimalEventKind.HoofTrimming => "hoof trimming",
        AnimalEventKind.HeatObserved => "heat",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether an event is the calving in the registration, recorded once more.</summary>
    private static bool IsSame(AnimalRegistration animal, AnimalEvent calving)
        => animal.CalvedAt is { } known && Math.Abs(calving.Time - known) < ReproductionIntervals.Day;

    private static IEnumerable<(bool Given, string Field, AnimalEventKind[] Kinds)> Members(AnimalEvent told) =>
    [
        (told.Pregnant is not null, "pregnant", [AnimalEventKind.PregnancyCheck]),
        (told.Sire is not null, "sire", [AnimalEventKind.Insemination]),
        (told.Group is not null, "group", [AnimalEventKind.GroupChange]),
        (told.Diagnosis is not null, "diagnosis", [AnimalEventKind.Diagnosis, AnimalEventKind.Treatment]),
        (told.Quarter is not null, "quarter", [AnimalEventKind.Diagnosis, AnimalEventKind.Treatment]),
        (told.Product is not null, "product", [AnimalEventKind.Treatment, AnimalEventKind.DryOff]),
        (told.MilkWithdrawalUntil is not null, "milkWithdrawalUntil", [AnimalEventKind.Treatment, AnimalEventKind.DryOff]),
        (told.MeatWithdrawalUntil is not null, "meatWithdrawalUntil", [AnimalEventKind.Treatment, AnimalEventKind.DryOff]),
        (told.Calves is not null, "calves", [AnimalEventKind.Calving]),
    ];

    private static string Instant(long time)
        => time is > -62_135_596_800_000 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)
            : time.ToString(CultureInfo.InvariantCulture);
}
