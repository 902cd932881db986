using System.Text.Json;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A rule as it is written. An update replaces all of it: what is left out has its default again.</summary>
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

    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The alert's message, 1 to 2,000 characters, with places to fill: Barn {barn_id}: {readings.temperature_c} °C.</summary>
    public required string Description { get; init; }

    /// <summary>How urgent its alerts are.</summary>
    public required Priority Priority { get; init; }

    /// <summary>False: it raises nothing, and what it had open is cleared.</summary>
    [DefaultLiteral("true")]
    public bool? Enabled { get; init; }

    /// <summary>A flat list of at most 64: AND binds tighter than OR. May be empty when there is where or noDataAfter.</summary>
    public required IReadOnlyList<AlertConditionInput> Conditions { get; init; }

    /// <summary>A condition as text, with groups: temperature_c > 30 AND (humidity_percent > 80 OR co2_ppm > 3000). With conditions both must hold.</summary>
    public string? Where { get; init; }

    /// <summary>Whom it is about; left out: everything on the farm.</summary>
    public AlertScopeInput? Scope { get; init; }

    /// <summary>The condition must hold this long, in event time, up to P7D.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>When it is over; left out: when the condition no longer holds. At most 64.</summary>
    public IReadOnlyList<AlertConditionInput>? ClearWhen { get; init; }

    /// <summary>clearWhen as text; with both, both must hold.</summary>
    public string? ClearWhere { get; init; }

    /// <summary>It must be over this long, in event time, up to P7D.</summary>
    public TimeSpan? ClearAfter { get; init; }

    /// <summary>Fires when a source in scope has been silent this long: PT1M to P30D.</summary>
    public TimeSpan? NoDataAfter { get; init; }

    /// <summary>When it may raise alerts; left out: always.</summary>
    public AlertScheduleInput? Schedule { get; init; }

    /// <summary>Keeps an alert that comes and goes open until it rests; left out: no such control.</summary>
    public FlapControlInput? Flapping { get; init; }

    /// <summary>What makes its open alerts more urgent, at most 10.</summary>
    public IReadOnlyList<SeverityStepInput>? Severity { get; init; }

    /// <summary>No new alert of this rule and source within so long after one opened, up to P30D; PT0S for no such bound.</summary>
    [DefaultLiteral("\"PT15M\"")]
    public TimeSpan? Suppression { get; init; }

    /// <summary>Alerts of this rule and source within any hour, 1 to 1,000.</summary>
    [DefaultLiteral("10")]
    public int? MaxPerHour { get; init; }

    /// <summary>Tells again while nobody acknowledged it, PT1M to P7D; left out: never.</summary>
    public TimeSpan? RenotifyEvery { get; init; }

    /// <summary>The last level of the MQTT topic of its alerts: 1 to 64 of A-Z a-z 0-9 _ -. Left out: by the kind of device.</summary>
    public string? Category { get; init; }

    /// <summary>At most 20 objects with a type: notification, webhook, command or escalate.</summary>
    [DefaultLiteral("[]")]
    public IReadOnlyList<JsonElement>? Actions { get; init; }

    /// <exception cref="InvalidArgumentException">Something is beyond its bound. What is wrong in itself the rule check finds, all at once.</exception>
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
            throw new InvalidArgumentException($"'actions[{index}]' must be a JSON object.", """Such as {"type": "notification", "channels": ["email"]}.""");
        var json = action.GetRawText();
        Argument.MaxLength($"actions[{index}]", json, MaxActionLength);
        return json;
    }
}
