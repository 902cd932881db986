using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Scalars;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One version of an alert rule: its condition, the sources it covers and the actions it takes.</summary>
[Name("AlertRule")]
public sealed class AlertRuleView
{
    private readonly ApiPrincipal _caller;
    private readonly StoredRule _rule;

    private AlertRuleView(ApiPrincipal caller, StoredRule rule) => (_caller, _rule) = (caller, rule);

    /// <summary>Id of the rule, unique across all farms and the same for all versions.</summary>
    [Id]
    public string Id => _rule.Id;

    /// <summary>Number of the farm the rule belongs to.</summary>
    public int FarmId => _rule.FarmId;

    /// <summary>Version of the rule, counted from 1.</summary>
    public int Version => _rule.Version;

    /// <summary>Name of the rule for people.</summary>
    public string Name => _rule.Definition.Name;

    /// <summary>Template of the message of the rule's alerts, with placeholders such as {barn_id}.</summary>
    public string Description => _rule.Definition.Description;

    /// <summary>Urgency of the rule's alerts when they open.</summary>
    public Priority Priority => _rule.Definition.Priority;

    /// <summary>Whether the rule raises alerts.</summary>
    public bool Enabled => _rule.Definition.Enabled;

    /// <summary>Last level of the MQTT topic of the rule's alerts; null when chosen by the kind of device.</summary>
    public string? Category => _rule.Definition.Category;

    /// <summary>Comparisons joined by AND and OR; AND binds tighter than OR. May be empty when where or noDataAfter is set.</summary>
    public IEnumerable<AlertConditionView> Conditions => _rule.Definition.Conditions.Select(AlertConditionView.From);

    /// <summary>Condition as text; when conditions are given as well, both must hold. Null when there is none.</summary>
    public string? Where => _rule.Definition.Where;

    /// <summary>Devices and animals the rule covers.</summary>
    public AlertScopeView Scope => new(_rule.Definition.Scope);

    /// <summary>Time the condition must hold before an alert opens, in event time; null opens it at once.</summary>
    public TimeSpan? For => _rule.Definition.For;

    /// <summary>Condition that clears an alert; null when the alert clears once its condition no longer holds.</summary>
    public IEnumerable<AlertConditionView>? ClearWhen => _rule.Definition.ClearWhen?.Select(AlertConditionView.From);

    /// <summary>Condition that clears an alert, as text; when clearWhen is set as well, both must hold. Null when there is none.</summary>
    public string? ClearWhere => _rule.Definition.ClearWhere;

    /// <summary>Time the clearing condition must hold before the alert clears, in event time; null clears it at once.</summary>
    public TimeSpan? ClearAfter => _rule.Definition.ClearAfter;

    /// <summary>Silence of a source after which an alert opens; null when silence opens none.</summary>
    public TimeSpan? NoDataAfter => _rule.Definition.NoDataAfter;

    /// <summary>Times of day at which the rule may open alerts; null when it always may.</summary>
    public AlertScheduleView? Schedule => _rule.Definition.Schedule is { } schedule ? new(schedule) : null;

    /// <summary>Flap control, which keeps an alert that opens and clears repeatedly open; null when there is none.</summary>
    public FlapControlView? Flapping => _rule.Definition.Flapping is { } flapping ? new(flapping.Changes, flapping.Within) : null;

    /// <summary>Steps that raise the priority of an open alert; empty when there are none.</summary>
    public IEnumerable<SeverityStepView> Severity
        => _rule.Definition.Severity.Select(step => new SeverityStepView(step.Priority, step.After, step.Where));

    /// <summary>Minimum time between the openings of two alerts of this rule and source; PT0S means no minimum.</summary>
    public TimeSpan Suppression => _rule.Definition.Suppression;

    /// <summary>Maximum number of alerts of this rule and source within any hour.</summary>
    public int MaxPerHour => _rule.Definition.MaxPerHour;

    /// <summary>Interval of reminders while an open alert is not acknowledged; null when no reminders are sent.</summary>
    public TimeSpan? RenotifyEvery => _rule.Definition.RenotifyEvery;

    /// <summary>Actions taken when an alert opens, as JSON objects with a type: notification, webhook, command or escalate.</summary>
    public IEnumerable<JsonElement> Actions => _rule.Definition.Actions.Select(action => JsonText.ToElement(action)!.Value);

    /// <summary>Time this version was saved. Readings measured earlier are not evaluated by this version.</summary>
    public DateTimeOffset SavedAt => _rule.SavedAt.ToInstant();

    /// <summary>API key or user that saved this version; null when the system did.</summary>
    public string? SavedBy => _rule.SavedBy;

    /// <summary>True for the last version of a rule that was deleted.</summary>
    public bool Deleted => _rule.Deleted;

    /// <summary>All versions of the rule, newest first.</summary>
    /// <param name="first">Maximum number of versions to return, 1 to 1,000.</param>
    [PageCost(50)]
    public IDataLoaderResult<IEnumerable<AlertRuleView>> Versions(IResolveFieldContext context, int? first = 50)
    {
        var count = Argument.InRange("first", first ?? 50, 1000);
        return AlertLoaders.LoadRuleVersions(context, Id)
            .Then(versions => (versions ?? []).Take(count).Select(version => ForCaller(_caller, version)));
    }

    /// <summary>Number of alerts of this rule that were suppressed, by reason.</summary>
    /// <param name="since">Counts alerts that would have opened at or after this event time; the last 24 hours when omitted.</param>
    public IDataLoaderResult<IEnumerable<SuppressionCountView>> Refusals(
        IResolveFieldContext context, [FromServices] TimeProvider time, DateTimeOffset? since)
    {
        var from = SuppressedAlertQueries.SinceOrDayAgo(since, time);
        return AlertLoaders.LoadSuppressionCounts(context, FarmId, from)
            .Then(counts => (counts ?? []).Where(count => count.RuleId == Id).Select(SuppressionCountView.From));
    }

    /// <summary>Alerts of this rule that are not cleared, newest first.</summary>
    /// <param name="first">Maximum number of alerts to return, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> OpenAlerts(IResolveFieldContext context, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, SmartDairy.Api.Schema.Alerts.OpenAlertsLoader.MaxPerSubject);
        return SmartDairy.Api.Schema.Alerts.OpenAlertsLoader.Load(context, FarmId, Id, null)
            .Then(alerts => (alerts ?? []).Take(count).Select(alert => AlertView.ForCaller(_caller, alert)));
    }

    internal static AlertRuleView ForCaller(ApiPrincipal caller, StoredRule rule)
    {
        caller.RequireFarm(rule.FarmId);
        return new(caller, rule);
    }
}
