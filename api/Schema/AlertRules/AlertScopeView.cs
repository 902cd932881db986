using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Devices and animals a rule covers. Every list narrows the scope; an empty list does not restrict it.</summary>
[Name("AlertScope")]
public sealed class AlertScopeView(RuleScope scope)
{
    /// <summary>Device types the rule is restricted to; empty for all types.</summary>
    public IEnumerable<DeviceType> DeviceTypes => scope.DeviceTypes ?? [];

    /// <summary>Barns the rule is restricted to; empty for all barns.</summary>
    public IEnumerable<int> BarnIds => scope.BarnIds ?? [];

    /// <summary>Zones the rule is restricted to; empty for all zones.</summary>
    public IEnumerable<int> ZoneIds => scope.ZoneIds ?? [];

    /// <summary>Devices or animals the rule is restricted to; empty for all sources.</summary>
    [Id]
    public IEnumerable<string> SourceIds => scope.SourceIds ?? [];

    /// <summary>Groups of animals, with the devices they wear, the rule is restricted to; empty for all groups.</summary>
    public IEnumerable<string> AnimalGroups => scope.AnimalGroups ?? [];
}
