using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules.Conditions;
using SmartDairy.Grains.Rules.Windows;

namespace SmartDairy.Grains.Rules;

/// <summary>Rules that go together, and the windows they share.</summary>
internal sealed class RuleShape
{
    private const long Hour = 3_600_000;
    private static readonly ReadingFamily[] Families = Enum.GetValues<ReadingFamily>();

    public RuleShape(CompiledRule[] rules, Families families, bool isAnimal, string? animalId)
    {
        Rules = rules;
        OnlyWithoutAnimal = [.. rules.Select(rule => !isAnimal && Families.Any(family => ((int)families >> (int)family & 1) == 1 && rule.IsPerAnimal(family)))];
        Filtered = [.. rules.Select(rule => isAnimal && IsFiltered(rule, animalId))];
        Interest = [.. Families.Select(family => (ulong[])[.. rules.Select(rule => ((int)rule.Families >> (int)family & 1) == 0 ? 0
            : rule.Mask.Of(family) | (rule.WaitsForSilence || rule.Steps.Length > 0 ? FieldBits.Always : 0))])];
        Lookback = rules.Length == 0 ? default : rules.Max(rule => rule.Lookback);
        Since = rules.Length == 0 ? long.MinValue : rules.Min(rule => rule.Stored.SavedAt);
        WaitsForSilence = rules.Any(rule => rule.WaitsForSilence);
        WaitsForTime = rules.Any(rule => rule.WaitsForTime);
        UsesStatus = rules.Any(rule => rule.UsesStatus);
        Peers = [.. rules.SelectMany(rule => rule.Peers).Distinct()];
        Slots = new int[rules.Length][];
        var (expressions, series) = (new List<WindowExpression>(), new List<SeriesPlan>());
        for (var i = 0; i < rules.Length; i++)
        {
            Slots[i] = [.. rules[i].Expressions.SelectMany(field => Families.Select(family =>
                ((int)(field.Families & families) >> (int)family & 1) == 0 ? -1 : Slot(i, field, family, expressions, series)))];
        }

        (Expressions, Series) = ([.. expressions], [.. series]);
    }

    public CompiledRule[] Rules { get; }

    public bool[] OnlyWithoutAnimal { get; }

    /// <summary>Of an animal: whether a reading is in the rule's scope is seen only by the reading.</summary>
    public bool[] Filtered { get; }

    /// <summary>By family and rule: a reading that carries none of these fields is nothing to the rule.</summary>
    public ulong[][] Interest { get; }

    public TimeSpan Lookback { get; }

    public long Since { get; }

    public bool WaitsForSilence { get; }

    public bool WaitsForTime { get; }

    public bool UsesStatus { get; }

    public (string DeviceId, string Metric)[] Peers { get; }

    /// <summary>By rule: of its functions, by function and family, the place among the expressions; −1 where there is none.</summary>
    public int[][] Slots { get; }

    public WindowExpression[] Expressions { get; }

    public SeriesPlan[] Series { get; }

    private static bool IsFiltered(CompiledRule rule, string? animalId)
    {
        var scope = rule.Stored.Definition.Scope;
        return scope.BarnIds is { Count: > 0 } || scope.ZoneIds is { Count: > 0 } || (scope.SourceIds is { Count: > 0 } ids && !ids.Contains(animalId));
    }

    private int Slot(int rule, FieldExpression field, ReadingFamily family, List<WindowExpression> expressions, List<SeriesPlan> series)
    {
        var metric = Metrics.Find(family, field.Name)!.Index;
        var window = (long)field.Window.TotalMilliseconds;
        var at = -1;
        if (field.Function != FieldFunction.Difference)
        {
            var key = new SeriesKey(family, metric, OnlyWithoutAnimal[rule], Filtered[rule] ? Rules[rule].Id : null);
            var isLong = field.Function is FieldFunction.Baseline or FieldFunction.Deviation;
            var keep = isLong ? 0 : window + (field.Function is FieldFunction.Change or FieldFunction.Rate ? Hour : 0);
            at = series.FindIndex(plan => plan.Key == key);
            if (at < 0)
            {
                at = series.Count;
                series.Add(new(key, 0, 0, Filtered[rule] ? Rules[rule] : null));
            }

            series[at] = series[at] with { Keep = Math.Max(series[at].Keep, keep), KeepHours = Math.Max(series[at].KeepHours, isLong ? window : 0) };
        }

        var expression = new WindowExpression(at, metric, field.Name, field.Function, window, field.Other);
        var slot = expressions.IndexOf(expression);
        if (slot < 0)
        {
            slot = expressions.Count;
            expressions.Add(expression);
        }

        return slot;
    }
}
