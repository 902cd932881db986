using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Grains.Rules.Windows;

namespace SmartDairy.Grains.Rules;

/// <summary>The rules of a book that are about one source. Sources of the same kind and place share what it holds.</summary>
public sealed class RuleBinding
{
    internal RuleBinding(RuleBook book, AlertSource source, RuleShape shape, Mute[] mutes, string? animalId, bool isAnimal)
    {
        (Book, Source, Shape, Mutes, AnimalId, IsAnimal) = (book, source, shape, mutes, animalId, isAnimal);
    }

    public RuleBook Book { get; }

    public AlertSource Source { get; }

    /// <summary>Those in force; may be empty.</summary>
    public IReadOnlyList<CompiledRule> Rules => Shape.Rules;

    /// <summary>Beside <see cref="Rules"/>: true when the conditions are judged here only on readings that name no animal. Those that name one still are signs of life.</summary>
    public IReadOnlyList<bool> OnlyWithoutAnimal => Shape.OnlyWithoutAnimal;

    /// <summary>The longest of its rules; zero without rules.</summary>
    public TimeSpan Lookback => Shape.Lookback;

    /// <summary>The earliest time any of its rules was saved, Unix milliseconds: readings before it are only what windows look back on.</summary>
    public long Since => Shape.Since;

    public bool IsEmpty => Shape.Rules.Length == 0;

    public bool WaitsForSilence => Shape.WaitsForSilence;

    /// <summary>The clock alone may change something: see <see cref="CompiledRule.WaitsForTime"/>.</summary>
    public bool WaitsForTime => Shape.WaitsForTime;

    public bool UsesStatus => Shape.UsesStatus;

    /// <summary>Metrics of other devices that its rules compare with; mostly empty.</summary>
    public IReadOnlyList<(string DeviceId, string Metric)> Peers => Shape.Peers;

    internal RuleShape Shape { get; }

    internal Mute[] Mutes { get; }

    /// <summary>The animal itself, or the one that wears the collar; null when there is none.</summary>
    internal string? AnimalId { get; }

    internal bool IsAnimal { get; }

    internal SourceWindows NewWindows(SourceWindows? before = null) => new(Shape.Series, Shape.Expressions, AnimalId, before);
}
