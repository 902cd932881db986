using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Whom a rule is about. Every member narrows it; left out or empty means any.</summary>
public sealed class AlertScopeInput
{
    private const int MaxItems = 10_000;

    /// <summary>Only devices of these types.</summary>
    public IReadOnlyList<DeviceType>? DeviceTypes { get; init; }

    /// <summary>Only what stands in these barns.</summary>
    public IReadOnlyList<int>? BarnIds { get; init; }

    /// <summary>Only what stands in these zones.</summary>
    public IReadOnlyList<int>? ZoneIds { get; init; }

    /// <summary>Only these devices or animals.</summary>
    [Id]
    public IReadOnlyList<string>? SourceIds { get; init; }

    /// <summary>Only animals of these groups, and what they wear.</summary>
    public IReadOnlyList<string>? AnimalGroups { get; init; }

    internal RuleScope ToScope()
    {
        Argument.MaxItems("scope.deviceTypes", DeviceTypes, MaxItems);
        Argument.MaxItems("scope.barnIds", BarnIds, MaxItems);
        Argument.MaxItems("scope.zoneIds", ZoneIds, MaxItems);
        Argument.MaxItems("scope.sourceIds", SourceIds, MaxItems);
        Argument.MaxItems("scope.animalGroups", AnimalGroups, MaxItems);
        return new() { DeviceTypes = DeviceTypes, BarnIds = BarnIds, ZoneIds = ZoneIds, SourceIds = SourceIds, AnimalGroups = AnimalGroups };
    }
}
