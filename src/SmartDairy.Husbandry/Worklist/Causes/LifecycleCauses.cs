using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.AnimalEvents;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Causes from the calendar of an animal's life, in days of the farm.</summary>
internal static class LifecycleCauses
{
    private const int CheckFrom = 28;
    private const int CheckTo = 40;

    // A missed check shows itself by a calving or a heat: an item that stays for ever would hide others.
    private const int CheckForgotten = 120;
    private const int Gestation = (int)(ReproductionIntervals.Gestation / 86_400_000);
    private const int Dry = (int)(ReproductionIntervals.DryPeriod / 86_400_000);
    private const int Week = 7;
    private const int FreshDays = 10;
    private const int FreshestDays = 5;

    public static void Collect(IReadOnlyDictionary<string, AnimalLifecycle> courses, FarmInstant now, List<WorkCause> causes)
    {
        foreach (var (animal, course) in courses)
        {
            if (course.HasDeparted)
            {
                continue;
            }

            Pregnancy(animal, course, now, causes);
            Fresh(animal, course, now, causes);
            Withdrawal(animal, course, now, causes);
        }
    }

    private static void Pregnancy(string animal, AnimalLifecycle course, FarmInstant now, List<WorkCause> causes)
    {
        var standing = course.Status;
        if (standing is { Reproduction: ReproductiveStatus.Inseminated, InseminatedAt: { } inseminated })
        {
            Check(animal, inseminated, now, causes);
        }

        if (standing is { Reproduction: ReproductiveStatus.Pregnant, ConceivedAt: { } conceived })
        {
            // Days are counted on the calendar, since a change of the clock shifts hours.
            var calving = FarmInstant.Format(now.DateOf(conceived).AddDays(Gestation));
            var left = Gestation - now.DaysSince(conceived);
            if (standing.DryOffDue is not null)
            {
                DryOff(animal, conceived, left, calving, now, causes);
            }

            Calving(animal, conceived, left, calving, now, causes);
        }
    }

    private static void Check(string animal, long inseminated, FarmInstant now, List<WorkCause> causes)
    {
        var day = now.DaysSince(inseminated);
        if (day is < CheckFrom or > CheckForgotten)
        {
            return;
        }

        var overdue = day > CheckTo;
        var date = FarmInstant.Format(now.DateOf(inseminated));
        causes.Add(new(
            WorkTask.CheckPregnancy, WorkSubjectTypes.Animal, animal, $"pregnancy-check/{animal}/{inseminated}",
            now.MidnightAfter(inseminated, CheckFrom),
            overdue ? WorkUrgency.Today : WorkUrgency.Soon, Math.Min(60, 30 + ((day - CheckFrom) * 1.5)),
            [
                overdue
                    ? $"Inseminated on {date}, {day} days ago, and not checked yet: due {CheckFrom} to {CheckTo} days after."
                    : $"Inseminated on {date}, {day} days ago: to be checked {CheckFrom} to {CheckTo} days after.",
            ]));
    }

    private static void DryOff(string animal, long conceived, int toCalving, string calving, FarmInstant now, List<WorkCause> causes)
    {
        var left = toCalving - Dry;
        if (left > Week || toCalving <= 0)
        {
            return;
        }

        causes.Add(new(
            WorkTask.DryOff, WorkSubjectTypes.Animal, animal, $"dry-off/{animal}/{conceived}",
            now.MidnightAfter(conceived, Gestation - Dry - Week),
            left > 0 ? WorkUrgency.Soon : WorkUrgency.Today, left > 0 ? 35 - left : Math.Min(65, 35 - (left * 2)),
            [
                left > 0 ? $"To be dried off in {Days(left)}, {Dry} days before she calves ({calving})."
                : left == 0 ? $"To be dried off today, {Dry} days before she calves ({calving})."
                : $"Should have been dried off {Days(-left)} ago: she calves about {calving}.",
            ]));
    }

    private static void Calving(string animal, long conceived, int left, string calving, FarmInstant now, List<WorkCause> causes)
    {
        if (left > Week)
        {
            return;
        }

        causes.Add(new(
            WorkTask.WatchCalving, WorkSubjectTypes.Animal, animal, $"calving-due/{animal}/{conceived}",
            now.MidnightAfter(conceived, Gestation - Week),
            left > 2 ? WorkUrgency.Soon : left >= -Week ? WorkUrgency.Today : WorkUrgency.Now, Math.Min(80, 45 + ((Week - left) * 2)),
            [
                left > 0 ? $"Expected to calve in {Days(left)}, about {calving}."
                : left == 0 ? "Expected to calve today."
                : $"Expected to have calved {Days(-left)} ago.",
            ]));
    }

    private static void Fresh(string animal, AnimalLifecycle course, FarmInstant now, List<WorkCause> causes)
    {
        if (course.Status.CalvedAt is not { } calved || now.DaysSince(calved) is < 1 or > FreshDays)
        {
            return;
        }

        var day = now.DaysSince(calved);
        causes.Add(new(
            WorkTask.CheckFreshCow, WorkSubjectTypes.Animal, animal, $"fresh/{animal}/{calved}", now.MidnightAfter(calved, 1),
            WorkUrgency.Today, day <= FreshestDays ? 30 : 25,
            [$"Calved {Days(day)} ago: to be checked daily for {FreshDays} days."]));
    }

    private static void Withdrawal(string animal, AnimalLifecycle course, FarmInstant now, List<WorkCause> causes)
    {
        if (course.LatestMilkWithdrawal is not { MilkWithdrawalUntil: { } until } treatment || now.DaysSince(until) != 0)
        {
            return;
        }

        var product = treatment.Product ?? "the treatment";
        causes.Add(new(
            WorkTask.ReleaseMilk, WorkSubjectTypes.Animal, animal, $"withdrawal/{treatment.Id}", treatment.Time, WorkUrgency.Today, 40,
            [now.At < until
                ? $"The withdrawal of {product} ends at {now.Format(until)}."
                : $"The withdrawal of {product} ended at {now.Format(until)}."]));
    }

    private static string Days(int count) => count == 1 ? "1 day" : $"{count} days";
}
