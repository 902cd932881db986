using System.Collections.Concurrent;
using System.Collections.Frozen;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Compilation;

/// <summary>A farm's rules in force and its mutes, as of one version. Never changes; may be used by many threads.</summary>
public sealed class RuleSet
{
    private readonly CompiledRule[] _general;
    private readonly FrozenDictionary<string, CompiledRule[]> _bySource;
    private readonly CompiledRule[] _animalRules;
    private readonly IReadOnlyDictionary<string, string> _groups;
    private readonly ConcurrentDictionary<(DeviceType, int?, int?, string?), RulePlan> _devices = new();
    private readonly ConcurrentDictionary<string, RulePlan> _animals = new();

    /// <param name="farmId">Whose.</param>
    /// <param name="version">Rises with every change of rules, mutes or groups.</param>
    /// <param name="zone">The farm's; schedules were compiled with it.</param>
    /// <param name="rules">Those that are disabled or deleted are left out.</param>
    /// <param name="mutes">Snoozes and maintenance windows, those that are over too while the past may be judged again.</param>
    /// <param name="animalGroups">Group by animal id; an animal without a group is left out.</param>
    public RuleSet(
        int farmId, long version, TimeZoneInfo zone, IReadOnlyList<CompiledRule> rules, IReadOnlyList<AlertMute> mutes, IReadOnlyDictionary<string, string> animalGroups)
    {
        (FarmId, Version, Zone, Mutes, _groups) = (farmId, version, zone, mutes, animalGroups);
        Rules = [.. rules.Where(rule => rule.Stored is { Deleted: false, Definition.Enabled: true }).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        HasTimeBasedRules = Rules.Any(rule => rule.IsTimeBased);
        _general = [.. Rules.Where(rule => rule.Stored.Definition.Scope.SourceIds is not { Count: > 0 })];
        _bySource = Rules.Except(_general)
            .SelectMany(rule => rule.Stored.Definition.Scope.SourceIds!.Distinct().Select(id => (id, rule)))
            .GroupBy(pair => pair.id, pair => pair.rule).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _animalRules = [.. Rules.Where(rule => (rule.Families & (DeviceFamilies.Milking | DeviceFamilies.Rfid)) != 0 && rule.IsEvaluatedPerAnimal(Contracts.Readings.ReadingFamily.Milking))];
    }

    public int FarmId { get; }

    public long Version { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Those in force, by id.</summary>
    public IReadOnlyList<CompiledRule> Rules { get; }

    public IReadOnlyList<AlertMute> Mutes { get; }

    /// <summary>Some rule is judged by animals' own actors.</summary>
    public bool HasAnimalRules => _animalRules.Length > 0;

    /// <summary>Some rule waits for a time to pass: its sources must be woken.</summary>
    public bool HasTimeBasedRules { get; }

    /// <summary>The rules that are about a device.</summary>
    public SourceRuleSet SelectFor(DeviceRegistration device)
    {
        var group = device.AnimalId is { } animal ? _groups.GetValueOrDefault(animal) : null;
        var shape = _devices.GetOrAdd(
            (device.Type, device.BarnId, device.ZoneId, group),
            static (key, book) => new([.. book._general.Where(rule => AppliesTo(rule, key))], (DeviceFamilies)(1 << (int)key.Item1), false, null), this);
        CompiledRule[] own = [.. RulesNaming(device.Id).Union(device.AnimalId is null ? [] : RulesNaming(device.AnimalId)).Where(rule => AppliesTo(rule, (device.Type, device.BarnId, device.ZoneId, group)))];
        if (own.Length > 0)
        {
            shape = new([.. shape.Rules.Concat(own)], (DeviceFamilies)(1 << (int)device.Type), false, null);
        }

        var source = new AlertSource(FormatSourceType(device.Type), device.Id, device.Name, device.BarnId, device.ZoneId);
        return new(this, source, shape, MutesOf(device.Id, device.BarnId, false), device.AnimalId, false);
    }

    /// <summary>The rules that are about an animal and are judged on readings of meters and readers that name her.</summary>
    public SourceRuleSet SelectFor(AnimalRegistration animal)
    {
        var group = animal.Group ?? _groups.GetValueOrDefault(animal.Id);
        var shape = _bySource.Count == 0
            ? _animals.GetOrAdd(group ?? "", static (_, state) => state.Book.CreateAnimalPlan(state.Group, null), (Book: this, Group: group))
            : CreateAnimalPlan(group, animal.Id);
        return new(this, new("animal", animal.Id, animal.Name), shape, MutesOf(animal.Id, null, true), animal.Id, true);
    }

    private static bool AppliesTo(CompiledRule rule, (DeviceType Type, int? Barn, int? Zone, string? Group) source)
    {
        var scope = rule.Stored.Definition.Scope;
        return ((int)rule.Families >> (int)source.Type & 1) == 1 && RuleScopeMatching.IsAnyOf(scope.BarnIds, source.Barn) && RuleScopeMatching.IsAnyOf(scope.ZoneIds, source.Zone)
            && InGroup(scope, source.Group);
    }

    private static bool InGroup(RuleScope scope, string? group) => scope.AnimalGroups is not { Count: > 0 } groups || (group is not null && groups.Contains(group));

    private static string FormatSourceType(DeviceType type) => type switch
    {
        DeviceType.EnvironmentalSensor => "sensor",
        DeviceType.ActivityCollar => "collar",
        DeviceType.MilkMeter => "milk_meter",
        DeviceType.RfidReader => "rfid_reader",
        _ => "gateway",
    };

    private RulePlan CreateAnimalPlan(string? group, string? animalId)
        => new([.. _animalRules.Where(rule => InGroup(rule.Stored.Definition.Scope, group))], DeviceFamilies.Milking | DeviceFamilies.Rfid, true, animalId);

    private CompiledRule[] RulesNaming(string id) => _bySource.GetValueOrDefault(id, []);

    // An animal has no barn of her own: a window of a barn does not reach her.
    private AlertMute[] MutesOf(string sourceId, int? barnId, bool isAnimal)
        => Mutes.Count == 0 ? [] : [.. Mutes.Where(mute => (mute.SourceId is null || mute.SourceId == sourceId) && (mute.BarnId is null || (!isAnimal && mute.BarnId == barnId)))];
}
