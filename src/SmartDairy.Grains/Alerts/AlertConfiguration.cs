using System.Collections.Frozen;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts;

/// <summary>The alert configuration of a farm in one version: compiled rules, mutes and contacts. Immutable.</summary>
public sealed class AlertConfiguration
{
    private readonly FrozenDictionary<string, CompiledRule> _compiled;
    private readonly FrozenDictionary<string, StoredRule> _stored;
    private readonly FrozenDictionary<string, RuleActions> _actions;

    public AlertConfiguration(
        int farmId, string farmName, TimeZoneInfo zone, StoredRuleSet row, IReadOnlyList<CompiledRule> compiled,
        IReadOnlyDictionary<string, string> animalGroups)
    {
        (FarmId, FarmName, TimeZone, Version, Contacts, Mutes, StoredRules) =
            (farmId, farmName, zone, row.Version, row.Contacts, row.Mutes, row.Rules);
        _compiled = compiled.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
        _stored = row.Rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
        _actions = row.Rules.ToFrozenDictionary(
            rule => rule.Id, rule => RuleActions.Parse(rule.Definition.Actions), StringComparer.Ordinal);
        AnimalGroups = animalGroups;
        Rules = new RuleSet(farmId, row.Version, zone, compiled, row.Mutes, animalGroups);
    }

    /// <summary>The farm.</summary>
    public int FarmId { get; }

    /// <summary>The name of the farm for people.</summary>
    public string FarmName { get; }

    /// <summary>The time zone of the farm's days.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Rises with every change of a rule, mute or contact.</summary>
    public long Version { get; }

    /// <summary>The usable rules, for evaluation.</summary>
    public RuleSet Rules { get; }

    /// <summary>All rules as stored, disabled and unusable ones included.</summary>
    public IReadOnlyList<StoredRule> StoredRules { get; }

    /// <summary>The contacts of the farm.</summary>
    public IReadOnlyList<Contact> Contacts { get; }

    /// <summary>The snoozes and maintenance windows, past ones included.</summary>
    public IReadOnlyList<AlertMute> Mutes { get; }

    /// <summary>The group of each animal that is in one; empty when no rule is scoped by groups.</summary>
    public IReadOnlyDictionary<string, string> AnimalGroups { get; }

    /// <summary>A compiled rule; null when there is no such rule or it cannot be used.</summary>
    public CompiledRule? FindCompiledRule(string ruleId) => _compiled.GetValueOrDefault(ruleId);

    /// <summary>A rule as stored; null when there is no such rule.</summary>
    public StoredRule? FindRule(string ruleId) => _stored.GetValueOrDefault(ruleId);

    /// <summary>The rule's actions as one JSON array; null when it has none.</summary>
    public string? GetActionsJson(string ruleId)
        => FindRule(ruleId)?.Definition.Actions is { Count: > 0 } actions ? $"[{string.Join(',', actions)}]" : null;

    /// <summary>The parsed actions of a rule; none when there is no such rule.</summary>
    public RuleActions GetActions(string ruleId) => _actions.GetValueOrDefault(ruleId) ?? RuleActions.None;
}
