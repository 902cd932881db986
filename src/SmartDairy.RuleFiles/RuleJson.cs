using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.RuleFiles;

/// <summary>Rules as the JSON of AlertRuleInput. Two rules that mean the same are written the same, whatever they were read from.</summary>
public static class RuleJson
{
    private static readonly TimeSpan UsualSuppression = TimeSpan.FromMinutes(15);
    private const int UsualPerHour = 10;

    /// <summary>As input of createAlertRule. What has its default is left out, but for <c>conditions</c>, which the API wants.</summary>
    public static JsonObject ToInput(RuleDefinition rule)
    {
        var input = Write(rule);
        input["conditions"] ??= new JsonArray();
        return input;
    }

    /// <summary>Whether they say the same.</summary>
    public static bool Same(RuleDefinition one, RuleDefinition other) => JsonNode.DeepEquals(Write(one), Write(other));

    /// <summary>Reads an AlertRuleInput, an AlertRule, or a rule of a file: absent and null are the same. Null when it is no object.</summary>
    /// <param name="node">Unknown members are problems.</param>
    /// <param name="problems">What is of the wrong kind; what the rule says is not checked.</param>
    public static RuleDefinition? Read(JsonNode? node, List<RuleProblem> problems)
    {
        if (RuleNode.Of(node, "", RuleMembers.Rule, problems) is not { } rule)
        {
            return null;
        }

        rule.Text(RuleMembers.Source);
        return new()
        {
            Name = rule.RequiredText("name"),
            Description = rule.RequiredText("description"),
            Priority = rule.RequiredChoice<Priority>("priority"),
            Enabled = rule.Flag("enabled") ?? true,
            Category = rule.Text("category"),
            Conditions = rule.Objects("conditions", RuleMembers.Condition, Condition) ?? [],
            Where = rule.Text("where"),
            Scope = rule.Object("scope", RuleMembers.Scope, Scope) ?? RuleScope.Everything,
            For = rule.Duration("for"),
            ClearWhen = rule.Objects("clearWhen", RuleMembers.Condition, Condition) is { Count: > 0 } clear ? clear : null,
            ClearWhere = rule.Text("clearWhere"),
            ClearAfter = rule.Duration("clearAfter"),
            NoDataAfter = rule.Duration("noDataAfter"),
            Schedule = rule.Object("schedule", RuleMembers.Schedule, Schedule),
            Flapping = rule.Object("flapping", RuleMembers.Flapping, flap => new FlapControl(flap.RequiredWhole("changes"), flap.RequiredDuration("within"))),
            Severity = rule.Objects("severity", RuleMembers.Step, step => new SeverityStep(step.RequiredChoice<Priority>("priority"), step.Duration("after"), step.Text("where"))) ?? [],
            Suppression = rule.Duration("suppression") ?? UsualSuppression,
            MaxPerHour = rule.Whole("maxPerHour") ?? UsualPerHour,
            RenotifyEvery = rule.Duration("renotifyEvery"),
            Actions = Actions(rule.Raw("actions"), problems),
        };
    }

    internal static string? Source(JsonNode? node) =>
        node is JsonObject rule && rule[RuleMembers.Source] is JsonValue source && source.GetValueKind() == JsonValueKind.String ? source.GetValue<string>() : null;

    internal static JsonObject Write(RuleDefinition rule)
    {
        var json = new JsonObject { ["name"] = rule.Name, ["description"] = rule.Description, ["priority"] = ContractName.Of(rule.Priority) };
        Add(json, "enabled", rule.Enabled ? null : JsonValue.Create(false));
        Add(json, "category", Text(rule.Category));
        Add(json, "conditions", List(rule.Conditions, Condition));
        Add(json, "where", Text(rule.Where));
        Add(json, "scope", Scope(rule.Scope ?? RuleScope.Everything));
        Add(json, "for", Span(rule.For));
        Add(json, "clearWhen", List(rule.ClearWhen, Condition));
        Add(json, "clearWhere", Text(rule.ClearWhere));
        Add(json, "clearAfter", Span(rule.ClearAfter));
        Add(json, "noDataAfter", Span(rule.NoDataAfter));
        Add(json, "schedule", rule.Schedule is { } schedule ? Schedule(schedule) : null);
        Add(json, "flapping", rule.Flapping is { } flapping ? new JsonObject { ["changes"] = flapping.Changes, ["within"] = Span(flapping.Within) } : null);
        Add(json, "severity", List(rule.Severity, Step));
        Add(json, "suppression", rule.Suppression == UsualSuppression ? null : Span(rule.Suppression));
        Add(json, "maxPerHour", rule.MaxPerHour == UsualPerHour ? null : JsonValue.Create(rule.MaxPerHour));
        Add(json, "renotifyEvery", Span(rule.RenotifyEvery));
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
                problems.Add(new("actions", null, "It is a list of objects with a type: notification, webhook, command or escalate."));
                return [];
        }
    }

    private static RuleCondition Condition(RuleNode node) => new(
        node.RequiredText("field"), node.RequiredChoice<ConditionOperator>("operator"), node.Raw("value")?.ToJsonString(), node.Choice<ConditionLogic>("logic") ?? ConditionLogic.And);

    private static JsonObject Condition(RuleCondition condition)
    {
        var json = new JsonObject { ["field"] = condition.Field, ["operator"] = ContractName.Of(condition.Operator) };
        Add(json, "value", condition.Value is null ? null : JsonNode.Parse(condition.Value));
        Add(json, "logic", condition.Logic == ConditionLogic.And ? null : Text(ContractName.Of(condition.Logic)));
        return json;
    }

    private static RuleScope Scope(RuleNode node) => new()
    {
        DeviceTypes = node.Choices<DeviceType>("deviceTypes"),
        BarnIds = node.Wholes("barnIds"),
        ZoneIds = node.Wholes("zoneIds"),
        SourceIds = node.Texts("sourceIds"),
        AnimalGroups = node.Texts("animalGroups"),
    };

    private static JsonObject? Scope(RuleScope scope)
    {
        var json = new JsonObject();
        Add(json, "deviceTypes", List(scope.DeviceTypes, type => Text(ContractName.Of(type))!));
        Add(json, "barnIds", List(scope.BarnIds, id => JsonValue.Create(id)));
        Add(json, "zoneIds", List(scope.ZoneIds, id => JsonValue.Create(id)));
        Add(json, "sourceIds", List(scope.SourceIds, id => Text(id)!));
        Add(json, "animalGroups", List(scope.AnimalGroups, group => Text(group)!));
        return json.Count == 0 ? null : json;
    }

    private static RuleSchedule Schedule(RuleNode node) => new(
        node.Objects("windows", RuleMembers.Window, window => new ScheduleWindow(window.Clock("from"), window.Clock("to"), window.Choices<DayOfWeek>("days"))) ?? [],
        node.Flag("quiet") ?? false);

    private static JsonObject Schedule(RuleSchedule schedule)
    {
        var json = new JsonObject { ["windows"] = new JsonArray([.. schedule.Windows.Select(Window)]) };
        Add(json, "quiet", schedule.Quiet ? JsonValue.Create(true) : null);
        return json;
    }

    private static JsonObject Window(ScheduleWindow window)
    {
        var json = new JsonObject { ["from"] = Clock(window.From), ["to"] = Clock(window.To) };
        Add(json, "days", List(window.Days, day => Text(ContractName.Of(day))!));
        return json;
    }

    private static JsonObject Step(SeverityStep step)
    {
        var json = new JsonObject { ["priority"] = ContractName.Of(step.Priority) };
        Add(json, "after", Span(step.After));
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

    private static JsonValue? Span(TimeSpan? span) => span is { } value ? JsonValue.Create(XmlConvert.ToString(value)) : null;

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static JsonArray? List<T>(IReadOnlyList<T>? items, Func<T, JsonNode> write) => items is { Count: > 0 } ? new([.. items.Select(write)]) : null;
}
