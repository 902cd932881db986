using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Compilation;

/// <summary>The rules of a book that are about one source. Sources of the same kind and place share what it holds.</summary>
public sealed class SourceRuleSet
{
    internal SourceRuleSet(RuleSet book, AlertSource source, RulePlan shape, AlertMute[] mutes, string? animalId, bool isAnimal)
    {
        (FarmRuleSet, Source, Plan, Mutes, AnimalId, IsAnimal) = (book, source, shape, mutes, animalId, isAnimal);
    }

    public RuleSet FarmRuleSet { get; }

    public AlertSource Source { get; }

    /// <summary>Those in force; may be empty.</summary>
    public IReadOnlyList<CompiledRule> Rules => Plan.Rules;

    /// <summary>Beside <see cref="Rules"/>: true when the conditions are judged here only on readings that name no animal. Those that name one still are signs of life.</summary>
    public IReadOnlyList<bool> OnlyWithoutAnimal => Plan.OnlyWithoutAnimal;

    /// <summary>The longest of its rules; zero without rules.</summary>
    public TimeSpan Lookback => Plan.Lookback;

    /// <summary>The earliest time any of its rules was saved, Unix milliseconds: readings before it are only what windows look back on.</summary>
    public long EarliestSavedAt => Plan.EarliestSavedAt;

    public bool IsEmpty => Plan.Rules.Length == 0;

    public bool DetectsSilence => Plan.DetectsSilence;

    /// <summary>The clock alone may change something: see <see cref="CompiledRule.IsTimeBased"/>.</summary>
    public bool IsTimeBased => Plan.IsTimeBased;

    public bool UsesStatus => Plan.UsesStatus;

    /// <summary>Metrics of other devices that its rules compare with; mostly empty.</summary>
    public IReadOnlyList<(string DeviceId, string Metric)> PeerMetrics => Plan.PeerMetrics;

    internal RulePlan Plan { get; }

    internal AlertMute[] Mutes { get; }

    /// <summary>The animal itself, or the one that wears the collar; null when there is none.</summary>
    internal string? AnimalId { get; }

    internal bool IsAnimal { get; }

    internal SourceWindows CreateWindows(SourceWindows? before = null) => new(Plan.Series, Plan.WindowFunctions, AnimalId, before);
}
