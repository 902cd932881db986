using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Definition of an alert rule. An update replaces the whole rule: an omitted member is reset to its default.</summary>
public sealed class AlertRuleInput
{
    private const int MaxNameLength = 200;
    private const int MaxDescriptionLength = 2_000;
    private const int MaxWhereLength = 4_000;
    private const int MaxActionLength = 32_768;
    private const int MaxConditions = 64;
    private const int MaxActions = 20;
    private const int MaxSeveritySteps = 10;
    private static readonly TimeSpan DefaultSuppression = TimeSpan.FromMinutes(15);

    /// <summary>Name of the rule for people, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Message of the rule's alerts, 1 to 2,000 characters, with placeholders: Barn {barn_id}: {readings.temperature_c} °C.
    /// </summary>
    public required string Description { get; init; }

    /// <summary>Urgency of the rule's alerts when they open.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Whether the rule raises alerts. False also clears the rule's open alerts.</summary>
    [DefaultLiteral("true")]
    public bool? Enabled { get; init; }

    /// <summary>
    /// Comparisons joined by AND and OR, at most 64; AND binds tighter than OR. May be empty when where or noDataAfter is given.
    /// </summary>
    public required IReadOnlyList<AlertConditionInput> Conditions { get; init; }

    /// <summary>
    /// Condition as text, with brackets: temperature_c > 30 AND (humidity_percent > 80 OR co2_ppm > 3000). At most 4,000 characters. When
    /// conditions are given as well, both must hold.
    /// </summary>
    public string? Where { get; init; }

    /// <summary>Devices and animals the rule covers; everything on the farm when omitted.</summary>
    public AlertScopeInput? Scope { get; init; }

    /// <summary>Time the condition must hold before an alert opens, in event time, up to P7D; at once when omitted.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>
    /// Condition that clears an alert, at most 64 comparisons. When omitted, the alert clears once its condition no longer holds.
    /// </summary>
    public IReadOnlyList<AlertConditionInput>? ClearWhen { get; init; }

    /// <summary>
    /// Condition that clears an alert, as text of at most 4,000 characters. When clearWhen is given as well, both must hold.
    /// </summary>
    public string? ClearWhere { get; init; }

    /// <summary>Time the clearing condition must hold before the alert clears, in event time, up to P7D; at once when omitted.</summary>
    public TimeSpan? ClearAfter { get; init; }

    /// <summary>Opens an alert when a source in scope has sent no reading for this long, PT1M to P30D; never when omitted.</summary>
    public TimeSpan? NoDataAfter { get; init; }

    /// <summary>Times of day at which the rule may open alerts; always when omitted.</summary>
    public AlertScheduleInput? Schedule { get; init; }

    /// <summary>Keeps an alert that opens and clears repeatedly open until its source is stable; no flap control when omitted.</summary>
    public FlapControlInput? Flapping { get; init; }

    /// <summary>Steps that raise the priority of an open alert, at most 10; none when omitted.</summary>
    public IReadOnlyList<SeverityStepInput>? Severity { get; init; }

    /// <summary>Minimum time between the openings of two alerts of this rule and source, up to P30D. PT0S means no minimum.</summary>
    [DefaultLiteral("\"PT15M\"")]
    public TimeSpan? Suppression { get; init; }

    /// <summary>Maximum number of alerts of this rule and source within any hour, 1 to 1,000.</summary>
    [DefaultLiteral("10")]
    public int? MaxPerHour { get; init; }

    /// <summary>Interval of reminders while an open alert is not acknowledged, PT1M to P7D; no reminders when omitted.</summary>
    public TimeSpan? RenotifyEvery { get; init; }

    /// <summary>
    /// Last level of the MQTT topic of the rule's alerts: 1 to 64 of A-Z a-z 0-9 _ -. Chosen by the kind of device when omitted.
    /// </summary>
    public string? Category { get; init; }

    /// <summary>
    /// Actions taken when an alert opens, at most 20 JSON objects whose type is notification, webhook, command or escalate.
    /// </summary>
    [DefaultLiteral("[]")]
    public IReadOnlyList<JsonElement>? Actions { get; init; }

    /// <exception cref="InvalidArgumentException">
    /// A member is longer than allowed. Other faults are left to the rule validator, which reports all of them at once.
    /// </exception>
    internal RuleDefinition ToDefinition()
    {
        Argument.MaxLength("name", Name, MaxNameLength);
        Argument.MaxLength("description", Description, MaxDescriptionLength);
        Argument.MaxItems("conditions", Conditions, MaxConditions);
        Argument.MaxItems("clearWhen", ClearWhen, MaxConditions);
        Argument.MaxLength("where", Where, MaxWhereLength);
        Argument.MaxLength("clearWhere", ClearWhere, MaxWhereLength);
        Argument.MaxItems("severity", Severity, MaxSeveritySteps);
        Argument.MaxItems("actions", Actions, MaxActions);
        return new()
        {
            Name = Name,
            Description = Description,
            Priority = Priority,
            Enabled = Enabled ?? true,
            Category = Category,
            Conditions = AlertConditionInput.ToConditions("conditions", Conditions),
            Where = Where,
            Scope = Scope?.ToScope() ?? RuleScope.Everything,
            For = For,
            ClearWhen = ClearWhen is null ? null : AlertConditionInput.ToConditions("clearWhen", ClearWhen),
            ClearWhere = ClearWhere,
            ClearAfter = ClearAfter,
            NoDataAfter = NoDataAfter,
            Schedule = Schedule?.ToSchedule(),
            Flapping = Flapping?.ToFlapControl(),
            Severity = [.. (Severity ?? []).Select((step, index) => step.ToStep(index))],
            Suppression = Suppression ?? DefaultSuppression,
            MaxPerHour = MaxPerHour ?? 10,
            RenotifyEvery = RenotifyEvery,
            Actions = [.. (Actions ?? []).Select(Action)],
        };
    }

    private static string Action(JsonElement action, int index)
    {
        if (action.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidArgumentException(
                $"'actions[{index}]' must be a JSON object.", """Such as {"type": "notification", "channels": ["email"]}.""");
        }

        var json = action.GetRawText();
        Argument.MaxLength($"actions[{index}]", json, MaxActionLength);
        return json;
    }
}
