using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Scalars;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A rule: what it waits for, at whom, and what it does then.</summary>
[Name("AlertRule")]
public sealed class AlertRuleView
{
    private readonly ApiPrincipal _caller;
    private readonly StoredRule _rule;

    private AlertRuleView(ApiPrincipal caller, StoredRule rule) => (_caller, _rule) = (caller, rule);

    /// <summary>Unique over all farms, the same for all versions.</summary>
    [Id]
    public string Id => _rule.Id;

    /// <summary>The farm it is for.</summary>
    public int FarmId => _rule.FarmId;

    /// <summary>1 for the first.</summary>
    public int Version => _rule.Version;

    /// <summary>What people call it.</summary>
    public string Name => _rule.Definition.Name;

    /// <summary>The message of its alerts, with places to fill.</summary>
    public string Description => _rule.Definition.Description;

    /// <summary>How urgent its alerts are.</summary>
    public Priority Priority => _rule.Definition.Priority;

    /// <summary>Whether it raises alerts.</summary>
    public bool Enabled => _rule.Definition.Enabled;

    /// <summary>The last level of the MQTT topic of its alerts; null: by the kind of device.</summary>
    public string? Category => _rule.Definition.Category;

    /// <summary>A flat list: AND binds tighter than OR.</summary>
    public IEnumerable<AlertConditionView> Conditions => _rule.Definition.Conditions.Select(AlertConditionView.From);

    /// <summary>A condition as text; with conditions both must hold. Null when there is none.</summary>
    public string? Where => _rule.Definition.Where;

    /// <summary>Whom it is about.</summary>
    public AlertScopeView Scope => new(_rule.Definition.Scope);

    /// <summary>The condition must hold this long; null: not at all.</summary>
    public TimeSpan? For => _rule.Definition.For;

    /// <summary>When it is over; null: when the condition no longer holds.</summary>
    public IEnumerable<AlertConditionView>? ClearWhen => _rule.Definition.ClearWhen?.Select(AlertConditionView.From);

    /// <summary>clearWhen as text; null when there is none.</summary>
    public string? ClearWhere => _rule.Definition.ClearWhere;

    /// <summary>It must be over this long; null: not at all.</summary>
    public TimeSpan? ClearAfter => _rule.Definition.ClearAfter;

    /// <summary>Fires when a source was silent for so long; null: never.</summary>
    public TimeSpan? NoDataAfter => _rule.Definition.NoDataAfter;

    /// <summary>When it may raise alerts; null: always.</summary>
    public AlertScheduleView? Schedule => _rule.Definition.Schedule is { } schedule ? new(schedule) : null;

    /// <summary>What keeps an alert that comes and goes open; null: nothing does.</summary>
    public FlapControlView? Flapping => _rule.Definition.Flapping is { } flapping ? new(flapping.Changes, flapping.Within) : null;

    /// <summary>What makes its open alerts more urgent.</summary>
    public IEnumerable<SeverityStepView> Severity => _rule.Definition.Severity.Select(step => new SeverityStepView(step.Priority, step.After, step.Where));

    /// <summary>No new alert of this rule and source within so long after one opened.</summary>
    public TimeSpan Suppression => _rule.Definition.Suppression;

    /// <summary>Alerts of this rule and source within any hour.</summary>
    public int MaxPerHour => _rule.Definition.MaxPerHour;

    /// <summary>Tells again while nobody acknowledged; null: never.</summary>
    public TimeSpan? RenotifyEvery => _rule.Definition.RenotifyEvery;

    /// <summary>What it does when an alert opens, as objects with a type.</summary>
    public IEnumerable<JsonElement> Actions => _rule.Definition.Actions.Select(action => JsonText.ToElement(action)!.Value);

    /// <summary>When this version was saved. Nothing before it is judged by it.</summary>
    public DateTimeOffset SavedAt => _rule.SavedAt.ToInstant();

    /// <summary>Who saved this version; null when the system did.</summary>
    public string? SavedBy => _rule.SavedBy;

    /// <summary>True for the last version of a rule that was deleted.</summary>
    public bool Deleted => _rule.Deleted;

    /// <summary>All its versions, the newest first.</summary>
    /// <param name="first">At most so many, 1 to 1,000.</param>
    [PageCost(50)]
    public IDataLoaderResult<IEnumerable<AlertRuleView>> Versions(IResolveFieldContext context, int? first = 50)
    {
        var count = Argument.InRange("first", first ?? 50, 1000);
        return AlertLoaders.LoadRuleVersions(context, Id).Then(versions => (versions ?? []).Take(count).Select(version => ForCaller(_caller, version)));
    }

    /// <summary>How often something kept its alerts away, by reason.</summary>
    /// <param name="since">Event time; the last 24 hours when left out.</param>
    public IDataLoaderResult<IEnumerable<SuppressionCountView>> Refusals(
        IResolveFieldContext context, [FromServices] TimeProvider time, DateTimeOffset? since)
    {
        var from = SuppressedAlertQueries.SinceOrDayAgo(since, time);
        return AlertLoaders.LoadSuppressionCounts(context, FarmId, from).Then(counts => (counts ?? []).Where(count => count.RuleId == Id).Select(SuppressionCountView.From));
    }

    /// <summary>Its alerts that are not over, the newest first.</summary>
    /// <param name="first">At most so many, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> OpenAlerts(IResolveFieldContext context, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, SmartDairy.Api.Schema.Alerts.OpenAlertsLoader.MaxPerSubject);
        return SmartDairy.Api.Schema.Alerts.OpenAlertsLoader.Load(context, FarmId, Id, null).Then(alerts => (alerts ?? []).Take(count).Select(alert => AlertView.ForCaller(_caller, alert)));
    }

    internal static AlertRuleView ForCaller(ApiPrincipal caller, StoredRule rule)
    {
        caller.RequireFarm(rule.FarmId);
        return new(caller, rule);
    }
}
