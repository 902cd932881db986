using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Deliveries;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Scalars;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>An alert: one cause at one source, from the time it began until it ended.</summary>
[Name("Alert")]
public sealed class AlertView
{
    /// <summary>Type of a source that is an animal: a device of the farm may have the same id as an animal.</summary>
    internal const string AnimalSourceType = "animal";

    private readonly Alert _alert;
    private readonly bool _isStored;

    private AlertView(Alert alert, bool real) => (_alert, _isStored) = (alert, real);

    /// <summary>Id of the alert, unique across all farms.</summary>
    [Id]
    public string Id => _alert.Id;

    /// <summary>Number of the farm the alert belongs to.</summary>
    public int FarmId => _alert.FarmId;

    /// <summary>Id of the rule that raised the alert.</summary>
    [Id]
    public string? RuleId => _alert.RuleId;

    /// <summary>Version of the rule that raised the alert.</summary>
    public int RuleVersion => _alert.RuleVersion;

    /// <summary>Name of the rule when it raised the alert.</summary>
    public string RuleName => _alert.RuleName;

    /// <summary>Last level of the MQTT topic the alert is published on, such as environment or milking.</summary>
    public string Category => _alert.Category;

    /// <summary>Most urgent priority the alert has had.</summary>
    public Priority Priority => _alert.Priority;

    /// <summary>State of the alert: open, acknowledged or cleared.</summary>
    public AlertState State => _alert.State;

    /// <summary>Type of the source: sensor, collar, milk_meter, rfid_reader, gateway or animal.</summary>
    public string SourceType => _alert.Source.Type;

    /// <summary>Id of the device or animal the alert is about.</summary>
    [Id]
    public string SourceId => _alert.Source.Id;

    /// <summary>Name of the source for people; null when it has none.</summary>
    public string? SourceName => _alert.Source.Name;

    /// <summary>Number of the barn the source is in; null when unknown.</summary>
    public int? BarnId => _alert.Source.BarnId;

    /// <summary>Number of the zone the source is in; null when unknown.</summary>
    public int? ZoneId => _alert.Source.ZoneId;

    /// <summary>Message of the alert: the rule's description filled in with the values that raised it.</summary>
    public string Message => _alert.Message;

    /// <summary>
    /// Evidence recorded when the alert opened: rule_version, condition, values, thresholds, measured_at, since and more.
    /// </summary>
    public JsonElement Details => JsonText.ToElement(_alert.Details)!.Value;

    /// <summary>Event time at which the alert opened. Late data may move it.</summary>
    public DateTimeOffset OpenedAt => _alert.OpenedAt.ToInstant();

    /// <summary>Time the alert was stored, by the server's clock.</summary>
    public DateTimeOffset RaisedAt => _alert.RaisedAt.ToInstant();

    /// <summary>Time the alert was acknowledged; null when it was not.</summary>
    public DateTimeOffset? AcknowledgedAt => _alert.AcknowledgedAt.ToInstant();

    /// <summary>API key or user that acknowledged the alert; null when nobody did.</summary>
    public string? AcknowledgedBy => _alert.AcknowledgedBy;

    /// <summary>Time the alert ended: event time when its cause ended, server time when it was cleared by hand; null until then.</summary>
    public DateTimeOffset? ClearedAt => _alert.ClearedAt.ToInstant();

    /// <summary>
    /// API key or user that cleared the alert, or system when its rule was deleted, disabled or no longer covers the source. Null when the
    /// cause ended or the alert is not cleared.
    /// </summary>
    public string? ClearedBy => _alert.ClearedBy;

    /// <summary>True when late data showed that the alert should not have opened. It is kept and counted nowhere.</summary>
    public bool Retracted => _alert.Retracted;

    /// <summary>Name of the person responsible for the alert; null for nobody.</summary>
    public string? Assignee => _alert.Assignee;

    /// <summary>Number of times the condition came true while the alert was open, 1 or more.</summary>
    public int Occurrences => _alert.Occurrences;

    /// <summary>End of the snooze, until which nobody is notified of the alert; null when it is not snoozed.</summary>
    public DateTimeOffset? SnoozedUntil => _alert.SnoozedUntil.ToInstant();

    /// <summary>Changes of the alert, oldest first; empty in a backtest.</summary>
    /// <param name="first">Number of the newest changes to return, 1 to 1,000.</param>
    [PageCost(100)]
    public IDataLoaderResult<IEnumerable<AlertEventView>> History(IResolveFieldContext context, int? first = 100)
    {
        var count = Argument.InRange("first", first ?? 100, 1000);
        return _isStored
            ? AlertLoaders.LoadEvents(context, Id).Then(events => (events ?? []).TakeLast(count).Select(AlertEventView.From))
            : DataLoaderResults.FromResult(Enumerable.Empty<AlertEventView>())!;
    }

    /// <summary>Notifications and commands sent for the alert, newest first; empty in a backtest.</summary>
    /// <param name="first">Maximum number of deliveries to return, 1 to 500.</param>
    [PageCost(50)]
    public IDataLoaderResult<IEnumerable<DeliveryView>> Deliveries(IResolveFieldContext context, int? first = 50)
    {
        var count = Argument.InRange("first", first ?? 50, GraphQL.Relay.PageRequest.MaxFirst);
        return _isStored
            ? AlertLoaders.LoadDeliveries(context, FarmId, Id, count).Then(deliveries => (deliveries ?? []).Select(DeliveryView.From))
            : DataLoaderResults.FromResult(Enumerable.Empty<DeliveryView>())!;
    }

    internal static AlertView ForCaller(ApiPrincipal caller, Alert alert)
    {
        caller.RequireFarm(alert.FarmId);
        return new(alert, real: true);
    }

    /// <summary>An alert of a backtest: it has no history, even if an alert of the same id is stored.</summary>
    internal static AlertView Hypothetical(Alert alert) => new(alert, real: false);
}
