using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Compilation;

/// <summary>The rules of a <see cref="RuleSet"/> that apply to one source. Sources of the same type and location share one plan.</summary>
public sealed class SourceRuleSet
{
    internal SourceRuleSet(RuleSet ruleSet, AlertSource source, RulePlan plan, AlertMute[] mutes, string? animalId, bool isAnimal)
    {
        (FarmRuleSet, Source, Plan, Mutes, AnimalId, IsAnimal) = (ruleSet, source, plan, mutes, animalId, isAnimal);
    }

    public RuleSet FarmRuleSet { get; }

    public AlertSource Source { get; }

    /// <summary>The enabled rules; may be empty.</summary>
    public IReadOnlyList<CompiledRule> Rules => Plan.Rules;

    /// <summary>
    /// By index of <see cref="Rules"/>: true when this source evaluates the conditions only on readings that name no animal. Readings that
    /// name an animal still end silence.
    /// </summary>
    public IReadOnlyList<bool> OnlyWithoutAnimal => Plan.OnlyWithoutAnimal;

    /// <summary>The longest lookback of the rules; zero without rules.</summary>
    public TimeSpan Lookback => Plan.Lookback;

    /// <summary>The earliest time any of the rules was saved, Unix milliseconds. Readings before it only fill windows.</summary>
    public long EarliestSavedAt => Plan.EarliestSavedAt;

    public bool IsEmpty => Plan.Rules.Length == 0;

    public bool DetectsSilence => Plan.DetectsSilence;

    /// <summary>True when any rule is time-based, see <see cref="CompiledRule.IsTimeBased"/>.</summary>
    public bool IsTimeBased => Plan.IsTimeBased;

    public bool UsesStatus => Plan.UsesStatus;

    /// <summary>Metrics of other devices that the rules compare with; usually empty.</summary>
    public IReadOnlyList<(string DeviceId, string Metric)> PeerMetrics => Plan.PeerMetrics;

    internal RulePlan Plan { get; }

    internal AlertMute[] Mutes { get; }

    /// <summary>The source itself if it is an animal, otherwise the animal that wears the collar; null when there is none.</summary>
    internal string? AnimalId { get; }

    internal bool IsAnimal { get; }

    internal SourceWindows CreateWindows(SourceWindows? previous = null) => new(Plan.Series, Plan.WindowFunctions, AnimalId, previous);
}
