using SmartDairy.Rules.Yaml;

namespace SmartDairy.Cli.Rules;

/// <summary>Changes that make a farm's rules equal to those of a file.</summary>
internal static class RuleDiff
{
    /// <summary>
    /// Compares rules by name: created when the farm has none of the name, updated when the farm's rule differs. In the order of the file,
    /// deletions last.
    /// </summary>
    /// <param name="replace">Whether rules missing in the file are deleted.</param>
    public static IReadOnlyList<RuleChange> Compute(IReadOnlyList<RuleFileEntry> file, IReadOnlyList<FarmRule> farm, bool replace)
    {
        var byName = farm.ToLookup(rule => rule.Rule.Name, StringComparer.Ordinal);
        var changes = new List<RuleChange>();
        foreach (var entry in file)
        {
            var existing = byName[entry.Rule.Name].ToList();
            changes.Add(existing.Count switch
            {
                0 => new(RuleChangeKind.Created, null, entry.Rule, entry.Line),
                1 => new(RuleJson.AreEquivalent(existing[0].Rule, entry.Rule)
                    ? RuleChangeKind.Unchanged
                    : RuleChangeKind.Updated, existing[0].Id, entry.Rule, entry.Line),
                _ => new(RuleChangeKind.Refused, null, entry.Rule, entry.Line,
                    $"The farm has {existing.Count} rules of this name: {string.Join(", ", existing.Select(rule => rule.Id))}. Delete all but one."),
            });
        }

        if (replace)
        {
            var kept = file.Select(entry => entry.Rule.Name).ToHashSet(StringComparer.Ordinal);
            changes.AddRange(farm.Where(rule => !kept.Contains(rule.Rule.Name))
                .Select(rule => new RuleChange(RuleChangeKind.Deleted, rule.Id, rule.Rule, null)));
        }

        return changes;
    }
}
