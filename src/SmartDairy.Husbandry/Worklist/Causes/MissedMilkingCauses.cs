namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Cows that missed a milking by their own rhythm while others were milked.</summary>
internal static class MissedMilkingCauses
{
    private const long Hour = 3_600_000;

    // Three milkings within three days show a rhythm.
    private const long Window = 72 * Hour;
    private const int MinMilkings = 3;
    private const double SlackFactor = 1.5;
    private const long MinSlackMs = 4 * Hour;

    public static void Collect(
        WorklistInput facts, IReadOnlyDictionary<string, AnimalLifecycle> courses, FarmInstant now, List<WorkCause> causes)
    {
        var from = Math.Max(facts.MilkingsFrom, now.At - Window);
        var rhythms = Rhythms(facts.Milkings, courses, from, now.At);
        foreach (var (animal, (last, usual)) in rhythms)
        {
            var due = last + Math.Max((long)(usual * SlackFactor), usual + MinSlackMs);
            // When most others missed theirs too, the meters or the parlor stood still, and no cow is to be looked for.
            if (now.At < due || rhythms.Values.Count(each => each.Last > last + usual) * 2 < rhythms.Count)
            {
                continue;
            }

            var hours = now.HoursSince(last);
            causes.Add(new(
                WorkTask.FindOutWhyNotMilked, WorkSubjectTypes.Animal, animal, $"not-milked/{animal}/{last}", last + usual, WorkUrgency.Now,
                Math.Min(85, 55 + ((now.At - due) / Hour)),
                [$"Last milked at {now.Format(last)}, {hours} hours ago; usually every {usual / Hour} hours."]));
        }
    }

    private static Dictionary<string, (long Last, long Usual)> Rhythms(
        IReadOnlyList<MilkingTime> milkings, IReadOnlyDictionary<string, AnimalLifecycle> courses, long from, long to)
    {
        var rhythms = new Dictionary<string, (long Last, long Usual)>(StringComparer.Ordinal);
        var known = milkings.Where(each => each.StartedAt >= from && each.StartedAt <= to && each.AnimalId.Length > 0);
        foreach (var hers in known.GroupBy(each => each.AnimalId, StringComparer.Ordinal))
        {
            if (courses.TryGetValue(hers.Key, out var course) && (course.HasDeparted || course.IsDry))
            {
                continue;
            }

            long[] times = [.. hers.Select(each => each.StartedAt).Distinct().Order()];
            if (times.Length < MinMilkings)
            {
                continue;
            }

            var gaps = new long[times.Length - 1];
            for (var i = 0; i < gaps.Length; i++)
            {
                gaps[i] = times[i + 1] - times[i];
            }

            Array.Sort(gaps);
            rhythms[hers.Key] = (times[^1], gaps[gaps.Length / 2]);
        }

        return rhythms;
    }
}
