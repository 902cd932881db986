using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>The sources a rule applies to. Every member narrows the scope; null or empty means any.</summary>
[GenerateSerializer, Immutable, Alias("rule-scope")]
public sealed record RuleScope
{
    /// <summary>All sources of the farm.</summary>
    public static RuleScope Everything { get; } = new();

    [Id(0)] public IReadOnlyList<DeviceType>? DeviceTypes { get; init; }

    [Id(1)] public IReadOnlyList<int>? BarnIds { get; init; }

    [Id(2)] public IReadOnlyList<int>? ZoneIds { get; init; }

    /// <summary>Ids of devices or animals.</summary>
    [Id(3)] public IReadOnlyList<string>? SourceIds { get; init; }

    /// <summary>Animal groups: the rule applies to the animals in these groups and to the devices they wear.</summary>
    [Id(4)] public IReadOnlyList<string>? AnimalGroups { get; init; }
}
