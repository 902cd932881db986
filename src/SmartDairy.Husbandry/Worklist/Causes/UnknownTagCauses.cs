using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Worklist.Causes;

/// <summary>Tags without an animal that were read in the last 24 hours.</summary>
internal static class UnknownTagCauses
{
    private const long LookbackMs = 24 * 3_600_000L;

    public static void Collect(WorklistInput facts, FarmInstant now, List<WorkCause> causes)
    {
        var worn = Worn(facts, now.At);
        var seen =
            facts.UnknownTags.Where(each => each.FirstSeen <= now.At && each.LastSeen > now.At - LookbackMs && !worn.Contains(each.TagEpc));
        foreach (var tag in seen.GroupBy(each => each.TagEpc, StringComparer.Ordinal))
        {
            var last = tag.OrderByDescending(each => each.LastSeen).ThenBy(each => each.Place, StringComparer.Ordinal).First();
            var places = tag.Count();
            causes.Add(new(
                WorkTask.IdentifyTag, WorkSubjectTypes.Tag, tag.Key, $"unknown-tag/{tag.Key}", tag.Min(each => each.FirstSeen),
                WorkUrgency.Soon, Math.Min(30, 14 + places),
                [$"No animal wears tag {tag.Key}, seen at {(places == 1 ? "1 place" : $"{places} places")} in 24 hours, last at {last.Place} at {now.Format(Math.Min(last.LastSeen, now.At))}."],
                last.Place));
        }
    }

    private static HashSet<string> Worn(WorklistInput facts, long at)
    {
        var worn = facts.Animals.Select(animal => animal.TagEpc).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var binding in facts.Bindings)
        {
            if (binding.Kind == BindingKind.Tag && !binding.Retracted && binding.From <= at && (binding.To is null || at < binding.To))
            {
                worn.Add(binding.Target);
            }
        }

        return worn;
    }
}
