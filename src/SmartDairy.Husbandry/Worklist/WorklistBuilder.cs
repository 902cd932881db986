using System.Text;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Husbandry.Worklist.Causes;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>
/// Builds a farm's worklist. A pure function: the same facts and moment give the same list, in the same order: by urgency, then by score,
/// then by id. An item stays until its causes are gone or a person marks it as done.
/// </summary>
public static class WorklistBuilder
{
    private const int MaxReasons = 8;
    private const double SteadyWithin = 0.5;

    /// <param name="zone">The farm's time zone: its days decide which items are due and new, and how times are written.</param>
    /// <param name="at">Unix milliseconds.</param>
    /// <param name="done">Items marked as done; one hides its item on the day of <paramref name="at"/> only, and until a further cause
    /// joins.</param>
    public static IReadOnlyList<WorkItem> Build(
        WorklistInput facts, TimeZoneInfo zone, long at, IReadOnlyCollection<WorkItemCompletion> done)
    {
        var now = new FarmInstant(at, zone);
        var before = Group(facts, new FarmInstant(now.Today.Start - 1, zone))
            .ToDictionary(group => IdOf(group), ScoreOf, StringComparer.Ordinal);
        var handled = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var each in done)
        {
            if (each.FarmDay == now.Today.Date.DayNumber)
            {
                handled[each.ItemId] = [.. each.Causes];
            }
        }

        var places = new SubjectDirectory(facts, at);
        var items = new List<WorkItem>();
        foreach (var group in Group(facts, now))
        {
            var id = IdOf(group);
            if (!handled.TryGetValue(id, out var known) || !group.All(cause => known.Contains(cause.Key)))
            {
                items.Add(Item(id, group, before.TryGetValue(id, out var score) ? score : null, places));
            }
        }

        items.Sort(Order);
        for (var i = 0; i < items.Count; i++)
        {
            items[i] = items[i] with { Rank = i + 1 };
        }

        return items;
    }

    private static WorkItem Item(string id, IReadOnlyList<WorkCause> causes, double? before, SubjectDirectory places)
    {
        var first = causes[0];
        var score = ScoreOf(causes);
        return new()
        {
            Id = id,
            Rank = 0,
            Task = first.Task,
            Urgency = causes.Min(cause => cause.Urgency),
            Score = score,
            SubjectType = first.SubjectType,
            SubjectId = first.SubjectId,
            SubjectName = places.NameOf(first.SubjectType, first.SubjectId),
            Place = first.Place ?? places.PlaceOf(first.SubjectType, first.SubjectId),
            Since = causes.Min(cause => cause.Since),
            Reasons = [.. causes.SelectMany(cause => cause.Reasons).Take(MaxReasons)],
            Advice = WorkAdvice.For(first.Task, first.SubjectType),
            IsNew = before is null,
            Trend = before is not { } old
                ? null
                : score > old + SteadyWithin ? WorkTrend.Up : score < old - SteadyWithin ? WorkTrend.Down : WorkTrend.Steady,
            CauseKeys = [.. causes.Select(cause => cause.Key)],
        };
    }

    // Each group has its heaviest cause first.
    private static IEnumerable<IReadOnlyList<WorkCause>> Group(WorklistInput facts, FarmInstant now)
    {
        var courses = AnimalLifecycle.FromInput(facts, now.At);
        var causes = new List<WorkCause>();
        DetectionCauses.Collect(facts, courses, now, causes);
        LifecycleCauses.Collect(courses, now, causes);
        MissedMilkingCauses.Collect(facts, courses, now, causes);
        UnknownTagCauses.Collect(facts, now, causes);
        MaintenanceCauses.Collect(facts, now, causes);
        AlertCauses.Collect(facts, now, causes);
        return causes.GroupBy(cause => (cause.Task, cause.SubjectType, cause.SubjectId))
            .Select(group =>
                (IReadOnlyList<WorkCause>)[.. group.OrderByDescending(cause => cause.Score)
                .ThenBy(cause => cause.Key, StringComparer.Ordinal)]);
    }

    // Each further cause adds its share of the rest to 100.
    private static double ScoreOf(IReadOnlyList<WorkCause> causes) =>
        Math.Round(100 * (1 - causes.Aggregate(1.0, (left, cause) => left * (1 - (cause.Score / 100)))), 1);

    private static int Order(WorkItem one, WorkItem other)
    {
        var byUrgency = one.Urgency.CompareTo(other.Urgency);
        if (byUrgency != 0)
        {
            return byUrgency;
        }

        var byScore = other.Score.CompareTo(one.Score);
        return byScore != 0 ? byScore : string.CompareOrdinal(one.Id, other.Id);
    }

    private static string IdOf(IReadOnlyList<WorkCause> causes)
        => $"{NameOf(causes[0].Task)}/{causes[0].SubjectType}/{causes[0].SubjectId}";

    private static string NameOf(WorkTask task)
    {
        var name = new StringBuilder();
        foreach (var letter in task.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
