using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartDairy.Cli.Tests;

/// <summary>
/// A fake of the rule and alert part of the GraphQL contract: stores inputs unchanged and answers with every member, absent members as
/// null.
/// </summary>
internal sealed class FakeRuleApi
{
    private static readonly string[] Members =
    [
        "name", "description", "priority", "enabled", "category", "conditions", "where", "scope", "for", "clearWhen", "clearWhere",
        "clearAfter", "noDataAfter", "schedule",
        "flapping", "severity", "suppression", "maxPerHour", "renotifyEvery", "actions",
    ];

    private readonly SortedDictionary<string, (int Version, JsonObject Input)> _rules = [];

    public int Count => _rules.Count;

    /// <summary>Calls of createAlertRule, updateAlertRule and deleteAlertRule, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Name of a rule to refuse; null for none.</summary>
    public string? Refused { get; set; }

    public IReadOnlyList<string> Acknowledged => _acknowledged;

    private readonly List<string> _acknowledged = [];

    /// <summary>Answers a rule or alert query; null for other queries.</summary>
    public object? Answer(string query, JsonElement variables) => query switch
    {
        _ when query.Contains("backtestAlertRule(") => new { backtestAlertRule = Backtest(variables) },
        _ when query.Contains("createAlertRule") => Save($"R{_rules.Count + 1}", "createAlertRule", variables),
        _ when query.Contains("updateAlertRule") => Save(variables.GetProperty("id").GetString()!, "updateAlertRule", variables),
        _ when query.Contains("deleteAlertRule") => Delete(variables.GetProperty("id").GetString()!),
        _ when query.Contains("alertRules(") =>
            new { alertRules = _rules.Select(rule => WithAllMembers(rule.Key, rule.Value.Version, rule.Value.Input)).ToList() },
        _ when query.Contains("acknowledgeAlert") => Acknowledge(variables.GetProperty("id").GetString()!),
        _ when query.Contains(" alerts(") =>
            new { alerts = new { nodes = variables.GetProperty("state").GetString() == "OPEN" ? new[] { Alert("A1"), Alert("A2") } : [] } },
        _ => null,
    };

    private static object Alert(string id) => new
    {
        id,
        openedAt = "2026-05-01T10:00:00.000Z",
        clearedAt = (string?)null,
        priority = "HIGH",
        state = "OPEN",
        ruleName = "Heat",
        sourceId = "S-1",
        message = "warm\u001b[2J [red]",
        acknowledgedBy = (string?)null,
        assignee = (string?)null,
    };

    private static object Backtest(JsonElement variables) => new
    {
        evaluated = 1440,
        alertCount = 3,
        perDay = 0.1,
        refusals = new[] { new { reason = "SUPPRESSED", count = 2 }, new { reason = "SNOOZED", count = 0 } },
        added = variables.GetProperty("comparedTo").ValueKind == JsonValueKind.Null ? null : new[] { "X" },
        removed = variables.GetProperty("comparedTo").ValueKind == JsonValueKind.Null ? null : Array.Empty<object>(),
        alerts = new[] { "S-2", "S-1", "S-2" }.Select(sourceId => new { sourceId, openedAt = "2026-05-01T10:00:00.000Z" }),
        suggestion = variables.GetProperty("wanted").ValueKind == JsonValueKind.Null
            ? null
            : new { field = "thi", threshold = 71.5, perDay = variables.GetProperty("wanted"), reason = "near" },
        notes = new[] { "Status is not in the past." },
    };

    private object Acknowledge(string id)
    {
        _acknowledged.Add(id);
        return new { acknowledgeAlert = new { id } };
    }

    private object? Save(string id, string what, JsonElement variables)
    {
        var input = JsonObject.Create(variables.GetProperty("input"))!;
        var name = input["name"]!.GetValue<string>();
        if (name == Refused)
        {
            return new Dictionary<string, object?>();
        }

        Changes.Add($"{what} {name}");
        _rules[id] = (_rules.GetValueOrDefault(id).Version + 1, input.DeepClone().AsObject());
        return new Dictionary<string, object> { [what] = new { id } };
    }

    private object Delete(string id)
    {
        Changes.Add($"deleteAlertRule {_rules[id].Input["name"]}");
        _rules.Remove(id);
        return new { deleteAlertRule = true };
    }

    // Members that the API fills with defaults are never null.
    private static JsonObject WithAllMembers(string id, int version, JsonObject input)
    {
        var rule = new JsonObject { ["id"] = id, ["version"] = version };
        foreach (var member in Members)
        {
            rule[member] = input[member]?.DeepClone() ?? member switch
            {
                "enabled" => true,
                "suppression" => "PT15M",
                "maxPerHour" => 10,
                "conditions" or "severity" or "actions" => new JsonArray(),
                _ => null,
            };
        }

        var scope = rule["scope"] as JsonObject ?? [];
        var full = new JsonObject();
        foreach (var member in new[] { "deviceTypes", "barnIds", "zoneIds", "sourceIds", "animalGroups" })
        {
            full[member] = scope[member]?.DeepClone() ?? new JsonArray();
        }

        rule["scope"] = full;
        return rule;
    }
}
