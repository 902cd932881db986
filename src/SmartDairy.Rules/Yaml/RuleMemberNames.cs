namespace SmartDairy.Rules.Yaml;

/// <summary>Names of the allowed members, by the object that has them.</summary>
internal static class RuleMemberNames
{
    public const string Source = "source";

    public static readonly string[] Rule =
    [
        "name", "description", "priority", "enabled", "category", "conditions", "where", "scope", "for", "clearWhen", "clearWhere",
        "clearAfter", "noDataAfter",
        "schedule", "flapping", "severity", "suppression", "maxPerHour", "renotifyEvery", "actions", Source,
    ];

    public static readonly string[] Condition = ["field", "operator", "value", "logic"];
    public static readonly string[] Scope = ["deviceTypes", "barnIds", "zoneIds", "sourceIds", "animalGroups"];
    public static readonly string[] Schedule = ["windows", "quiet"];
    public static readonly string[] Window = ["from", "to", "days"];
    public static readonly string[] Flapping = ["changes", "within"];
    public static readonly string[] SeverityStep = ["priority", "after", "where"];

    public static string DescribeUnknown(string key, string[] allowed)
    {
        var shown = key.Length > 60 ? key[..60] + "…" : key;
        var suggestion =
            allowed.FirstOrDefault(name =>
                string.Equals(name, key.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                ?? NameSuggestion.Find(key, allowed);
        return suggestion is null
            ? $"'{shown}' is not known; allowed are {string.Join(", ", allowed)}."
            : $"'{shown}' is not known; did you mean {suggestion}?";
    }
}
