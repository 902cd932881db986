using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Compilation;

/// <summary>The rules of one kind of source and the windows they share.</summary>
internal sealed class RulePlan
{
    private const long Hour = 3_600_000;
    private static readonly ReadingFamily[] Families = Enum.GetValues<ReadingFamily>();

    public RulePlan(CompiledRule[] rules, DeviceFamilies families, bool isAnimal, string? animalId)
    {
        Rules = rules;
        OnlyWithoutAnimal =
            [.. rules.Select(rule => !isAnimal
            && Families.Any(family => ((int)families >> (int)family & 1) == 1 && rule.IsEvaluatedPerAnimal(family)))];
        NeedsScopeCheck = [.. rules.Select(rule => isAnimal && RequiresScopeCheck(rule, animalId))];
        FieldsOfInterest = [.. Families.Select(family => (ulong[])[.. rules.Select(rule => ((int)rule.Families >> (int)family & 1) == 0 ? 0
            : rule.ConditionFields.ForFamily(family)
            | (rule.DetectsSilence || rule.SeveritySteps.Length > 0 ? FieldBits.AnyReading : 0))])];
        Lookback = rules.Length == 0 ? default : rules.Max(rule => rule.Lookback);
        EarliestSavedAt = rules.Length == 0 ? long.MinValue : rules.Min(rule => rule.Stored.SavedAt);
        DetectsSilence = rules.Any(rule => rule.DetectsSilence);
        IsTimeBased = rules.Any(rule => rule.IsTimeBased);
        UsesStatus = rules.Any(rule => rule.UsesStatus);
        PeerMetrics = [.. rules.SelectMany(rule => rule.PeerMetrics).Distinct()];
        WindowSlots = new int[rules.Length][];
        var (expressions, series) = (new List<WindowFunction>(), new List<SeriesRetention>());
        for (var i = 0; i < rules.Length; i++)
        {
            WindowSlots[i] = [.. rules[i].WindowFunctions.SelectMany(field => Families.Select(family =>
                ((int)(field.Families & families) >> (int)family & 1) == 0
                    ? -1
                    : AddWindowFunction(i, field, family, expressions, series)))];
        }

        (WindowFunctions, Series) = ([.. expressions], [.. series]);
    }

    public CompiledRule[] Rules { get; }

    public bool[] OnlyWithoutAnimal { get; }

    /// <summary>By rule: true when an animal's readings must be checked one by one against the rule's scope.</summary>
    public bool[] NeedsScopeCheck { get; }

    /// <summary>By family and rule: a reading that carries none of these fields does not affect the rule.</summary>
    public ulong[][] FieldsOfInterest { get; }

    public TimeSpan Lookback { get; }

    public long EarliestSavedAt { get; }

    public bool DetectsSilence { get; }

    public bool IsTimeBased { get; }

    public bool UsesStatus { get; }

    public (string DeviceId, string Metric)[] PeerMetrics { get; }

    /// <summary>
    /// By rule, then by function and family: the index in <see cref="WindowFunctions"/>; −1 where the family lacks the metric.
    /// </summary>
    public int[][] WindowSlots { get; }

    public WindowFunction[] WindowFunctions { get; }

    public SeriesRetention[] Series { get; }

    private static bool RequiresScopeCheck(CompiledRule rule, string? animalId)
    {
        var scope = rule.Stored.Definition.Scope;
        return scope.BarnIds is { Count: > 0 } || scope.ZoneIds is { Count: > 0 }
            || (scope.SourceIds is { Count: > 0 } ids && !ids.Contains(animalId));
    }

    private int AddWindowFunction(
        int rule, FieldExpression field, ReadingFamily family, List<WindowFunction> expressions, List<SeriesRetention> series)
    {
        var metric = Metrics.Find(family, field.Name)!.Index;
        var window = (long)field.Window.TotalMilliseconds;
        var at = -1;
        if (field.Function != FieldFunction.Difference)
        {
            var key = new SeriesKey(family, metric, OnlyWithoutAnimal[rule], NeedsScopeCheck[rule] ? Rules[rule].Id : null);
            var isLong = field.Function is FieldFunction.Baseline or FieldFunction.Deviation;
            var keep = isLong ? 0 : window + (field.Function is FieldFunction.Change or FieldFunction.Rate ? Hour : 0);
            at = series.FindIndex(retention => retention.Key == key);
            if (at < 0)
            {
                at = series.Count;
                series.Add(new(key, 0, 0, NeedsScopeCheck[rule] ? Rules[rule] : null));
            }

            series[at] = series[at] with
            {
                KeepSamplesFor = Math.Max(series[at].KeepSamplesFor, keep),
                KeepHoursFor = Math.Max(series[at].KeepHoursFor, isLong ? window : 0)
            };
        }

        var expression = new WindowFunction(at, metric, field.Name, field.Function, window, field.OtherDeviceId);
        var slot = expressions.IndexOf(expression);
        if (slot < 0)
        {
            slot = expressions.Count;
            expressions.Add(expression);
        }

        return slot;
    }
}
