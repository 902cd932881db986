using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Devices and animals a rule covers. Every member narrows the scope; an omitted or empty one does not restrict it.</summary>
public sealed class AlertScopeInput
{
    private const int MaxItems = 10_000;

    /// <summary>Restricts the rule to devices of these types.</summary>
    public IReadOnlyList<DeviceType>? DeviceTypes { get; init; }

    /// <summary>Restricts the rule to sources in these barns; at most 1,000, numbered from 1.</summary>
    public IReadOnlyList<int>? BarnIds { get; init; }

    /// <summary>Restricts the rule to sources in these zones; at most 1,000, numbered from 1.</summary>
    public IReadOnlyList<int>? ZoneIds { get; init; }

    /// <summary>Restricts the rule to these devices or animals; at most 10,000 ids.</summary>
    [Id]
    public IReadOnlyList<string>? SourceIds { get; init; }

    /// <summary>Restricts the rule to animals of these groups and the devices they wear; at most 10,000 groups.</summary>
    public IReadOnlyList<string>? AnimalGroups { get; init; }

    internal RuleScope ToScope()
    {
        Argument.MaxItems("scope.deviceTypes", DeviceTypes, MaxItems);
        Argument.MaxItems("scope.barnIds", BarnIds, MaxItems);
        Argument.MaxItems("scope.zoneIds", ZoneIds, MaxItems);
        Argument.MaxItems("scope.sourceIds", SourceIds, MaxItems);
        Argument.MaxItems("scope.animalGroups", AnimalGroups, MaxItems);
        return new()
        { DeviceTypes = DeviceTypes, BarnIds = BarnIds, ZoneIds = ZoneIds, SourceIds = SourceIds, AnimalGroups = AnimalGroups };
    }
}
