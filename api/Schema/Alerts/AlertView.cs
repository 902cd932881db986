using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Scalars;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Deliveries;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>One cause at one source, from when it began to when it was over.</summary>
[Name("Alert")]
public sealed class AlertView
{
    /// <summary>The type of a source that is an animal: a device of the farm may have the same id.</summary>
    internal const string AnimalSourceType = "animal";

    private readonly Alert _alert;
    private readonly bool _isStored;

    private AlertView(Alert alert, bool real) => (_alert, _isStored) = (alert, real);

    /// <summary>Unique over all farms.</summary>
    [Id]
    public string Id => _alert.Id;

    /// <summary>The farm it is on.</summary>
    public int FarmId => _alert.FarmId;

    /// <summary>The rule that raised it.</summary>
    [Id]
    public string? RuleId => _alert.RuleId;

    /// <summary>The version of the rule that raised it.</summary>
    public int RuleVersion => _alert.RuleVersion;

    /// <summary>As the rule was called then.</summary>
    public string RuleName => _alert.RuleName;

    /// <summary>The last level of the MQTT topic that it is published on.</summary>
    public string Category => _alert.Category;

    /// <summary>The most urgent it has been.</summary>
    public Priority Priority => _alert.Priority;

    /// <summary>Where it is in its life.</summary>
    public AlertState State => _alert.State;

    /// <summary>sensor, collar, milk_meter, rfid_reader, gateway or animal.</summary>
    public string SourceType => _alert.Source.Type;

    /// <summary>Of the device or the animal.</summary>
    [Id]
    public string SourceId => _alert.Source.Id;

    /// <summary>What people call the source; null when it has no name.</summary>
    public string? SourceName => _alert.Source.Name;

    /// <summary>Where the source stands; null when unknown.</summary>
    public int? BarnId => _alert.Source.BarnId;

    /// <summary>Where the source stands; null when unknown.</summary>
    public int? ZoneId => _alert.Source.ZoneId;

    /// <summary>The rule's description with the values it was raised on.</summary>
    public string Message => _alert.Message;

    /// <summary>Why it was raised: rule_version, condition, values, thresholds, measured_at, since and more.</summary>
    public JsonElement Details => JsonText.ToElement(_alert.Details)!.Value;

    /// <summary>Event time. Late data may move it.</summary>
    public DateTimeOffset OpenedAt => _alert.OpenedAt.ToInstant();

    /// <summary>When it was stored, server time.</summary>
    public DateTimeOffset RaisedAt => _alert.RaisedAt.ToInstant();

    /// <summary>When somebody said that he saw it; null when nobody did.</summary>
    public DateTimeOffset? AcknowledgedAt => _alert.AcknowledgedAt.ToInstant();

    /// <summary>Who said that he saw it; null when nobody did.</summary>
    public string? AcknowledgedBy => _alert.AcknowledgedBy;

    /// <summary>When its cause was gone (event time), or somebody ended it; null while it lasts.</summary>
    public DateTimeOffset? ClearedAt => _alert.ClearedAt.ToInstant();

    /// <summary>Who ended it; null when its cause was gone, or it is not over.</summary>
    public string? ClearedBy => _alert.ClearedBy;

    /// <summary>True when late data showed that it never was. It is kept, and counts for nothing.</summary>
    public bool Retracted => _alert.Retracted;

    /// <summary>Who is responsible; null for nobody.</summary>
    public string? Assignee => _alert.Assignee;

    /// <summary>How often its condition came true within it: 1 or more.</summary>
    public int Occurrences => _alert.Occurrences;

    /// <summary>Nobody is told of it before then; null when it is not snoozed.</summary>
    public DateTimeOffset? SnoozedUntil => _alert.SnoozedUntil.ToInstant();

    /// <summary>What happened to it, the oldest first.</summary>
    /// <param name="first">The newest so many, 1 to 1,000.</param>
    [PageCost(100)]
    public IDataLoaderResult<IEnumerable<AlertEventView>> History(IResolveFieldContext context, int? first = 100)
    {
        var count = Argument.InRange("first", first ?? 100, 1000);
        return _isStored
            ? AlertLoaders.LoadEvents(context, Id).Then(events => (events ?? []).TakeLast(count).Select(AlertEventView.From))
            : DataLoaderResults.FromResult(Enumerable.Empty<AlertEventView>())!;
    }

    /// <summary>Who was told of it, the newest first.</summary>
    /// <param name="first">At most so many, 1 to 500.</param>
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

    /// <summary>One that would have been: nothing happened to it, whatever is stored under its id.</summary>
    internal static AlertView Hypothetical(Alert alert) => new(alert, real: false);
}
