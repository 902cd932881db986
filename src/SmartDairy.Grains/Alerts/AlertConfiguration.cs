using System.Collections.Frozen;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts;

/// <summary>A farm's rules, compiled, with whom to tell: one picture that never changes.</summary>
public sealed class AlertConfiguration
{
    private readonly FrozenDictionary<string, CompiledRule> _compiled;
    private readonly FrozenDictionary<string, StoredRule> _stored;
    private readonly FrozenDictionary<string, RuleActions> _actions;

    public AlertConfiguration(
        int farmId, string farmName, TimeZoneInfo zone, StoredRuleSet row, IReadOnlyList<CompiledRule> compiled, IReadOnlyDictionary<string, string> animalGroups)
    {
        (FarmId, FarmName, TimeZone, Version, Contacts, Mutes, StoredRules) = (farmId, farmName, zone, row.Version, row.Contacts, row.Mutes, row.Rules);
        _compiled = compiled.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
        _stored = row.Rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
        _actions = row.Rules.ToFrozenDictionary(rule => rule.Id, rule => RuleActions.Parse(rule.Definition.Actions), StringComparer.Ordinal);
        AnimalGroups = animalGroups;
        Rules = new RuleSet(farmId, row.Version, zone, compiled, row.Mutes, animalGroups);
    }

    public int FarmId { get; }

    public string FarmName { get; }

    /// <summary>The farm's days follow it.</summary>
    public TimeZoneInfo TimeZone { get; }

    public long Version { get; }

    public RuleSet Rules { get; }

    public IReadOnlyList<StoredRule> StoredRules { get; }

    public IReadOnlyList<Contact> Contacts { get; }

    public IReadOnlyList<AlertMute> Mutes { get; }

    /// <summary>The group of each animal that is in one; empty when no rule asks for it.</summary>
    public IReadOnlyDictionary<string, string> AnimalGroups { get; }

    /// <summary>Null when there is no such rule, or it cannot be used.</summary>
    public CompiledRule? FindCompiledRule(string ruleId) => _compiled.GetValueOrDefault(ruleId);

    /// <summary>Null when there is no such rule.</summary>
    public StoredRule? FindRule(string ruleId) => _stored.GetValueOrDefault(ruleId);

    /// <summary>The rule's actions as one JSON array; null when it has none.</summary>
    public string? GetActionsJson(string ruleId) => FindRule(ruleId)?.Definition.Actions is { Count: > 0 } actions ? $"[{string.Join(',', actions)}]" : null;

    public RuleActions GetActions(string ruleId) => _actions.GetValueOrDefault(ruleId) ?? RuleActions.None;
}
