using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.GraphQL.Alerts.Rules;

/// <summary>Whom a rule is about. Every member narrows it; left out or empty means any.</summary>
public sealed class AlertScopeInput
{
    private const int Most = 10_000;

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
        Bound.Items("scope.deviceTypes", DeviceTypes, Most);
        Bound.Items("scope.barnIds", BarnIds, Most);
        Bound.Items("scope.zoneIds", ZoneIds, Most);
        Bound.Items("scope.sourceIds", SourceIds, Most);
        Bound.Items("scope.animalGroups", AnimalGroups, Most);
        return new() { DeviceTypes = DeviceTypes, BarnIds = BarnIds, ZoneIds = ZoneIds, SourceIds = SourceIds, AnimalGroups = AnimalGroups };
    }
}
