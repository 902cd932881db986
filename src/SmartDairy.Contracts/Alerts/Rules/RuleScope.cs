using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Whom a rule is about. Every member narrows it; null or empty means any.</summary>
[GenerateSerializer, Immutable, Alias("rule-scope")]
public sealed record RuleScope
{
    /// <summary>Everything on the farm.</summary>
    public static RuleScope Everything { get; } = new();

    [Id(0)] public IReadOnlyList<DeviceType>? DeviceTypes { get; init; }

    [Id(1)] public IReadOnlyList<int>? BarnIds { get; init; }

    [Id(2)] public IReadOnlyList<int>? ZoneIds { get; init; }

    /// <summary>Ids of devices or animals.</summary>
    [Id(3)] public IReadOnlyList<string>? SourceIds { get; init; }

    /// <summary>Groups of animals: the rule is about what those animals wear, and about themselves.</summary>
    [Id(4)] public IReadOnlyList<string>? AnimalGroups { get; init; }
}
