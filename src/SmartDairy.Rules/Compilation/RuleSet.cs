using System.Collections.Concurrent;
using System.Collections.Frozen;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Compilation;

/// <summary>One version of a farm's active rules and mutes. Immutable and thread-safe.</summary>
public sealed class RuleSet
{
    private readonly CompiledRule[] _general;
    private readonly FrozenDictionary<string, CompiledRule[]> _bySource;
    private readonly CompiledRule[] _animalRules;
    private readonly IReadOnlyDictionary<string, string> _groups;
    private readonly ConcurrentDictionary<(DeviceType, int?, int?, string?), RulePlan> _devices = new();
    private readonly ConcurrentDictionary<string, RulePlan> _animals = new();

    /// <param name="farmId">The farm the rules belong to.</param>
    /// <param name="version">Increases with every change of rules, mutes or groups.</param>
    /// <param name="zone">The farm's time zone; must be the one the schedules were compiled with.</param>
    /// <param name="rules">The farm's rules; disabled and deleted ones are ignored.</param>
    /// <param name="mutes">Snoozes and maintenance windows, including expired ones that a replay may still reach.</param>
    /// <param name="animalGroups">Group by animal id; animals without a group have no entry.</param>
    public RuleSet(
        int farmId, long version, TimeZoneInfo zone, IReadOnlyList<CompiledRule> rules, IReadOnlyList<AlertMute> mutes,
        IReadOnlyDictionary<string, string> animalGroups)
    {
        (FarmId, Version, Zone, Mutes, _groups) = (farmId, version, zone, mutes, animalGroups);
        Rules = [.. rules.Where(rule => rule.Stored is { Deleted: false, Definition.Enabled: true })
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        HasTimeBasedRules = Rules.Any(rule => rule.IsTimeBased);
        _general = [.. Rules.Where(rule => rule.Stored.Definition.Scope.SourceIds is not { Count: > 0 })];
        _bySource = Rules.Except(_general)
            .SelectMany(rule => rule.Stored.Definition.Scope.SourceIds!.Distinct().Select(id => (id, rule)))
            .GroupBy(pair => pair.id, pair => pair.rule).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _animalRules =
            [.. Rules.Where(rule => (rule.Families & (DeviceFamilies.Milking | DeviceFamilies.Rfid)) != 0
            && rule.IsEvaluatedPerAnimal(Contracts.Readings.ReadingFamily.Milking))];
    }

    public int FarmId { get; }

    public long Version { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>The enabled rules, ordered by id.</summary>
    public IReadOnlyList<CompiledRule> Rules { get; }

    public IReadOnlyList<AlertMute> Mutes { get; }

    /// <summary>True when a rule is evaluated by the animal grains.</summary>
    public bool HasAnimalRules => _animalRules.Length > 0;

    /// <summary>True when a rule is time-based, so that its sources must be activated.</summary>
    public bool HasTimeBasedRules { get; }

    /// <summary>The rules that apply to a device.</summary>
    public SourceRuleSet SelectFor(DeviceRegistration device)
    {
        var group = device.AnimalId is { } animal ? _groups.GetValueOrDefault(animal) : null;
        var plan = _devices.GetOrAdd(
            (device.Type, device.BarnId, device.ZoneId, group),
            static (key, ruleSet) =>
                new([.. ruleSet._general.Where(rule => AppliesTo(rule, key))], (DeviceFamilies)(1 << (int)key.Item1), false, null), this);
        CompiledRule[] own =
            [.. RulesNaming(device.Id).Union(device.AnimalId is null ? [] : RulesNaming(device.AnimalId))
            .Where(rule => AppliesTo(rule, (device.Type, device.BarnId, device.ZoneId, group)))];
        if (own.Length > 0)
        {
            plan = new([.. plan.Rules.Concat(own)], (DeviceFamilies)(1 << (int)device.Type), false, null);
        }

        var source = new AlertSource(FormatSourceType(device.Type), device.Id, device.Name, device.BarnId, device.ZoneId);
        return new(this, source, plan, MutesOf(device.Id, device.BarnId, false), device.AnimalId, false);
    }

    /// <summary>
    /// The rules that apply to an animal: they are evaluated on the readings of milk meters and RFID readers that name the animal.
    /// </summary>
    public SourceRuleSet SelectFor(AnimalRegistration animal)
    {
        var group = animal.Group ?? _groups.GetValueOrDefault(animal.Id);
        var plan = _bySource.Count == 0
            ? _animals.GetOrAdd(group
            ?? "", static (_, state) => state.RuleSet.CreateAnimalPlan(state.Group, null), (RuleSet: this, Group: group))
            : CreateAnimalPlan(group, animal.Id);
        return new(this, new("animal", animal.Id, animal.Name), plan, MutesOf(animal.Id, null, true), animal.Id, true);
    }

    private static bool AppliesTo(CompiledRule rule, (DeviceType Type, int? Barn, int? Zone, string? Group) source)
    {
        var scope = rule.Stored.Definition.Scope;
        return ((int)rule.Families >> (int)source.Type & 1) == 1 && RuleScopeMatching.IsAnyOf(scope.BarnIds, source.Barn)
            && RuleScopeMatching.IsAnyOf(scope.ZoneIds, source.Zone)
            && InGroup(scope, source.Group);
    }

    private static bool InGroup(RuleScope scope, string? group)
        => scope.AnimalGroups is not { Count: > 0 } groups || (group is not null && groups.Contains(group));

    private static string FormatSourceType(DeviceType type) => type switch
    {
        DeviceType.EnvironmentalSensor => "sensor",
        DeviceType.ActivityCollar => "collar",
        DeviceType.MilkMeter => "milk_meter",
        DeviceType.RfidReader => "rfid_reader",
        _ => "gateway",
    };

    private RulePlan CreateAnimalPlan(string? group, string? animalId)
        => new([.. _animalRules.Where(rule => InGroup(rule.Stored.Definition.Scope, group))], DeviceFamilies.Milking | DeviceFamilies.Rfid,
            true, animalId);

    private CompiledRule[] RulesNaming(string id) => _bySource.GetValueOrDefault(id, []);

    // An animal has no barn: the maintenance window of a barn does not mute it.
    private AlertMute[] MutesOf(string sourceId, int? barnId, bool isAnimal)
        => Mutes.Count == 0
            ? []
            : [.. Mutes.Where(mute => (mute.SourceId is null || mute.SourceId == sourceId)
            && (mute.BarnId is null || (!isAnimal && mute.BarnId == barnId)))];
}
