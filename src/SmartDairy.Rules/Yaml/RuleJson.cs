using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Rules.Yaml;

/// <summary>
/// Converts rules to and from the JSON of AlertRuleInput. Equivalent rules produce the same JSON, whatever they were read from.
/// </summary>
public static class RuleJson
{
    private static readonly TimeSpan DefaultSuppression = TimeSpan.FromMinutes(15);
    private const int DefaultMaxPerHour = 10;

    /// <summary>
    /// The input of createAlertRule. Members with their default value are left out, except <c>conditions</c>, which the API requires.
    /// </summary>
    public static JsonObject ToInput(RuleDefinition rule)
    {
        var input = Write(rule);
        input["conditions"] ??= new JsonArray();
        return input;
    }

    /// <summary>True when both rules have the same JSON.</summary>
    public static bool AreEquivalent(RuleDefinition one, RuleDefinition other) => JsonNode.DeepEquals(Write(one), Write(other));

    /// <summary>
    /// Reads an AlertRuleInput, an AlertRule or a rule of a file; an absent member equals null. Returns null when the node is not an
    /// object.
    /// </summary>
    /// <param name="node">The JSON of the rule.</param>
    /// <param name="problems">Receives unknown members and members of the wrong type; the content of the rule is not validated.</param>
    public static RuleDefinition? Read(JsonNode? node, List<RuleProblem> problems)
    {
        if (RuleObjectReader.TryCreate(node, "", RuleMemberNames.Rule, problems) is not { } rule)
        {
            return null;
        }

        rule.GetString(RuleMemberNames.Source);
        return new()
        {
            Name = rule.GetRequiredString("name"),
            Description = rule.GetRequiredString("description"),
            Priority = rule.GetRequiredEnum<Priority>("priority"),
            Enabled = rule.GetBoolean("enabled") ?? true,
            Category = rule.GetString("category"),
            Conditions = rule.GetObjects("conditions", RuleMemberNames.Condition, Condition) ?? [],
            Where = rule.GetString("where"),
            Scope = rule.GetObject("scope", RuleMemberNames.Scope, Scope) ?? RuleScope.Everything,
            For = rule.GetDuration("for"),
            ClearWhen = rule.GetObjects("clearWhen", RuleMemberNames.Condition, Condition) is { Count: > 0 } clear ? clear : null,
            ClearWhere = rule.GetString("clearWhere"),
            ClearAfter = rule.GetDuration("clearAfter"),
            NoDataAfter = rule.GetDuration("noDataAfter"),
            Schedule = rule.GetObject("schedule", RuleMemberNames.Schedule, Schedule),
            Flapping =
            rule.GetObject("flapping", RuleMemberNames.Flapping, flap =>
                new FlapControl(flap.GetRequiredInteger("changes"), flap.GetRequiredDuration("within"))),
            Severity =
            rule.GetObjects("severity", RuleMemberNames.SeverityStep, step =>
                new SeverityStep(step.GetRequiredEnum<Priority>("priority"), step.GetDuration("after"), step.GetString("where"))) ?? [],
            Suppression = rule.GetDuration("suppression") ?? DefaultSuppression,
            MaxPerHour = rule.GetInteger("maxPerHour") ?? DefaultMaxPerHour,
            RenotifyEvery = rule.GetDuration("renotifyEvery"),
            Actions = Actions(rule.GetNode("actions"), problems),
        };
    }

    internal static string? ReadSource(JsonNode? node) =>
        node is JsonObject rule && rule[RuleMemberNames.Source] is JsonValue source && source.GetValueKind() == JsonValueKind.String
            ? source.GetValue<string>()
            : null;

    internal static JsonObject Write(RuleDefinition rule)
    {
        var json = new JsonObject
        { ["name"] = rule.Name, ["description"] = rule.Description, ["priority"] = ApiEnumName.Format(rule.Priority) };
        Add(json, "enabled", rule.Enabled ? null : JsonValue.Create(false));
        Add(json, "category", Text(rule.Category));
        Add(json, "conditions", List(rule.Conditions, Condition));
        Add(json, "where", Text(rule.Where));
        Add(json, "scope", Scope(rule.Scope ?? RuleScope.Everything));
        Add(json, "for", FormatDuration(rule.For));
        Add(json, "clearWhen", List(rule.ClearWhen, Condition));
        Add(json, "clearWhere", Text(rule.ClearWhere));
        Add(json, "clearAfter", FormatDuration(rule.ClearAfter));
        Add(json, "noDataAfter", FormatDuration(rule.NoDataAfter));
        Add(json, "schedule", rule.Schedule is { } schedule ? Schedule(schedule) : null);
        Add(json, "flapping", rule.Flapping is { } flapping
            ? new JsonObject { ["changes"] = flapping.Changes, ["within"] = FormatDuration(flapping.Within) }
            : null);
        Add(json, "severity", List(rule.Severity, Step));
        Add(json, "suppression", rule.Suppression == DefaultSuppression ? null : FormatDuration(rule.Suppression));
        Add(json, "maxPerHour", rule.MaxPerHour == DefaultMaxPerHour ? null : JsonValue.Create(rule.MaxPerHour));
        Add(json, "renotifyEvery", FormatDuration(rule.RenotifyEvery));
        Add(json, "actions", List(rule.Actions, action => JsonNode.Parse(action)!));
        return json;
    }

    private static IReadOnlyList<string> Actions(JsonNode? node, List<RuleProblem> problems)
    {
        switch (node)
        {
            case null:
                return [];
            case JsonArray list:
                return [.. list.Select(action => action?.ToJsonString() ?? "null")];
            default:
                problems.Add(new("actions", null, "Must be a list of objects with a type: notification, webhook, command or escalate."));
                return [];
        }
    }

    private static RuleCondition Condition(RuleObjectReader node) => new(
        node.GetRequiredString("field"), node.GetRequiredEnum<ConditionOperator>("operator"), node.GetNode("value")?.ToJsonString(),
        node.GetEnum<ConditionLogic>("logic") ?? ConditionLogic.And);

    private static JsonObject Condition(RuleCondition condition)
    {
        var json = new JsonObject { ["field"] = condition.Field, ["operator"] = ApiEnumName.Format(condition.Operator) };
        Add(json, "value", condition.Value is null ? null : JsonNode.Parse(condition.Value));
        Add(json, "logic", condition.Logic == ConditionLogic.And ? null : Text(ApiEnumName.Format(condition.Logic)));
        return json;
    }

    private static RuleScope Scope(RuleObjectReader node) => new()
    {
        DeviceTypes = node.GetEnums<DeviceType>("deviceTypes"),
        BarnIds = node.GetIntegers("barnIds"),
        ZoneIds = node.GetIntegers("zoneIds"),
        SourceIds = node.GetStrings("sourceIds"),
        AnimalGroups = node.GetStrings("animalGroups"),
    };

    private static JsonObject? Scope(RuleScope scope)
    {
        var json = new JsonObject();
        Add(json, "deviceTypes", List(scope.DeviceTypes, type => Text(ApiEnumName.Format(type))!));
        Add(json, "barnIds", List(scope.BarnIds, id => JsonValue.Create(id)));
        Add(json, "zoneIds", List(scope.ZoneIds, id => JsonValue.Create(id)));
        Add(json, "sourceIds", List(scope.SourceIds, id => Text(id)!));
        Add(json, "animalGroups", List(scope.AnimalGroups, group => Text(group)!));
        return json.Count == 0 ? null : json;
    }

    private static RuleSchedule Schedule(RuleObjectReader node) => new(
        node.GetObjects("windows", RuleMemberNames.Window, window =>
            new ScheduleWindow(window.GetTimeOfDay("from"), window.GetTimeOfDay("to"), window.GetEnums<DayOfWeek>("days"))) ?? [],
        node.GetBoolean("quiet") ?? false);

    private static JsonObject Schedule(RuleSchedule schedule)
    {
        var json = new JsonObject { ["windows"] = new JsonArray([.. schedule.Windows.Select(Window)]) };
        Add(json, "quiet", schedule.Quiet ? JsonValue.Create(true) : null);
        return json;
    }

    private static JsonObject Window(ScheduleWindow window)
    {
        var json = new JsonObject { ["from"] = FormatTimeOfDay(window.From), ["to"] = FormatTimeOfDay(window.To) };
        Add(json, "days", List(window.Days, day => Text(ApiEnumName.Format(day))!));
        return json;
    }

    private static JsonObject Step(SeverityStep step)
    {
        var json = new JsonObject { ["priority"] = ApiEnumName.Format(step.Priority) };
        Add(json, "after", FormatDuration(step.After));
        Add(json, "where", Text(step.Where));
        return json;
    }

    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static JsonValue? Text(string? text) => text is null ? null : JsonValue.Create(text);

    private static JsonValue? FormatDuration(TimeSpan? span) => span is { } value ? JsonValue.Create(XmlConvert.ToString(value)) : null;

    private static string FormatTimeOfDay(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static JsonArray? List<T>(IReadOnlyList<T>? items, Func<T, JsonNode> write)
        => items is { Count: > 0 } ? new([.. items.Select(write)]) : null;
}
