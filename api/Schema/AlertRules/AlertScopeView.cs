using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Whom a rule is about. Every list narrows it; an empty one means any.</summary>
[Name("AlertScope")]
public sealed class AlertScopeView(RuleScope scope)
{
    /// <summary>Only devices of these types.</summary>
    public IEnumerable<DeviceType> DeviceTypes => scope.DeviceTypes ?? [];

    /// <summary>Only what stands in these barns.</summary>
    public IEnumerable<int> BarnIds => scope.BarnIds ?? [];

    /// <summary>Only what stands in these zones.</summary>
    public IEnumerable<int> ZoneIds => scope.ZoneIds ?? [];

    /// <summary>Only these devices or animals.</summary>
    [Id]
    public IEnumerable<string> SourceIds => scope.SourceIds ?? [];

    /// <summary>Only animals of these groups, and what they wear.</summary>
    public IEnumerable<string> AnimalGroups => scope.AnimalGroups ?? [];
}
