using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

/// <summary>What it takes to make a farm's rules those of a file.</summary>
internal static class RuleDiff
{
    /// <summary>By name: created when the farm has none of it, updated when it says something else. In the file's order, deletions last.</summary>
    /// <param name="replace">Also deletes what the file does not have.</param>
    public static IReadOnlyList<RuleChange> Compute(IReadOnlyList<RuleFileEntry> file, IReadOnlyList<FarmRule> farm, bool replace)
    {
        var byName = farm.ToLookup(rule => rule.Rule.Name, StringComparer.Ordinal);
        var changes = new List<RuleChange>();
        foreach (var entry in file)
        {
            var there = byName[entry.Rule.Name].ToList();
            changes.Add(there.Count switch
            {
                0 => new(RuleChangeKind.Created, null, entry.Rule, entry.Line),
                1 => new(RuleJson.AreEquivalent(there[0].Rule, entry.Rule) ? RuleChangeKind.Unchanged : RuleChangeKind.Updated, there[0].Id, entry.Rule, entry.Line),
                _ => new(RuleChangeKind.Refused, null, entry.Rule, entry.Line, $"The farm has {there.Count} rules of this name: {string.Join(", ", there.Select(rule => rule.Id))}. Delete all but one."),
            });
        }

        if (replace)
        {
            var kept = file.Select(entry => entry.Rule.Name).ToHashSet(StringComparer.Ordinal);
            changes.AddRange(farm.Where(rule => !kept.Contains(rule.Rule.Name)).Select(rule => new RuleChange(RuleChangeKind.Deleted, rule.Id, rule.Rule, null)));
        }

        return changes;
    }
}
