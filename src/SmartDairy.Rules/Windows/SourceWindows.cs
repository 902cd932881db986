using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>The series of one source, and the functions of them at its newest reading, each worked out once a reading.</summary>
internal sealed class SourceWindows
{
    private readonly SeriesRetention[] _plans;
    private readonly WindowFunction[] _expressions;
    private readonly double[] _values;
    private readonly long[] _computedAt;
    private readonly WindowAggregate?[] _aggregates;
    private long _generation = 1;

    public SourceWindows(SeriesRetention[] plans, WindowFunction[] expressions, string? animalId, SourceWindows? previous = null)
    {
        (_plans, _expressions, AnimalId) = (plans, expressions, animalId);
        (_values, _computedAt) = (new double[expressions.Length], new long[expressions.Length]);
        _aggregates = new WindowAggregate?[expressions.Length];
        (Samples, Hours) = (new SampleRingBuffer[plans.Length], new HourStatisticsWindow[plans.Length]);
        for (var i = 0; i < plans.Length; i++)
        {
            var old = previous is null ? -1 : Array.FindIndex(previous._plans, plan => plan.Key == plans[i].Key);
            Samples[i] = old < 0 ? new() : previous!.Samples[old];
            Hours[i] = old < 0 ? new() : previous!.Hours[old];
            IsIncomplete |= old < 0 || previous!._plans[old].KeepSamplesFor < plans[i].KeepSamplesFor || previous._plans[old].KeepHoursFor < plans[i].KeepHoursFor;
        }
    }

    public SampleRingBuffer[] Samples { get; }

    public HourStatisticsWindow[] Hours { get; }

    public IReadOnlyList<SeriesRetention> Retentions => _plans;

    /// <summary>A window is longer than what was kept for it.</summary>
    public bool IsIncomplete { get; set; }

    private string? AnimalId { get; }

    public void Push(Reading reading)
    {
        _generation++;
        for (var i = 0; i < _plans.Length; i++)
        {
            var plan = _plans[i];
            var key = plan.Key;
            if (key.Family != reading.Family || (key.WithoutAnimal && reading.SubjectAnimalId is not null) || plan.ScopeRule?.Stored.Definition.Scope is { } scope && !scope.Covers(reading, AnimalId))
            {
                continue;
            }

            var value = FieldAccessor.GetMetric(reading, key.Metric);
            if (double.IsNaN(value))
            {
                continue;
            }

            if (plan.KeepSamplesFor > 0)
            {
                Samples[i].Push(reading.Time, value, plan.KeepSamplesFor);
            }

            if (plan.KeepHoursFor > 0)
            {
                Hours[i].Push(reading.Time, value, plan.KeepHoursFor);
            }
        }
    }

    public void Clear()
    {
        _generation++;
        for (var i = 0; i < _plans.Length; i++)
        {
            Samples[i].Clear();
            Hours[i].Clear();
        }

        foreach (var aggregate in _aggregates)
        {
            aggregate?.Clear();
        }
    }

    public double GetValue(int slot, Reading reading, IPeerValues? peers)
    {
        if (_computedAt[slot] != _generation)
        {
            _values[slot] = Compute(slot, reading, peers);
            _computedAt[slot] = _generation;
        }

        return _values[slot];
    }

    private double Compute(int slot, Reading reading, IPeerValues? peers)
    {
        ref readonly var expression = ref _expressions[slot];
        var value = FieldAccessor.GetMetric(reading, expression.MetricIndex);
        switch (expression.Function)
        {
            case FieldFunction.Difference:
                return double.IsNaN(value) || peers is null ? double.NaN : value - peers.GetValue(expression.OtherDeviceId!, expression.MetricName, reading.Time);
            case FieldFunction.Change or FieldFunction.Rate:
                return Samples[expression.SeriesIndex].GetChange(value, reading.Time, expression.Window, expression.Function == FieldFunction.Rate);
            case FieldFunction.Baseline:
                var baseline = Hours[expression.SeriesIndex].Combine(reading.Time, expression.Window);
                return baseline.Count == 0 ? double.NaN : baseline.Mean;
            case FieldFunction.Deviation:
                var sum = Hours[expression.SeriesIndex].Combine(reading.Time, expression.Window);
                var spread = sum.Count < 24 ? 0 : Math.Sqrt(sum.SquaredDeviations / (sum.Count - 1));
                return spread > 0 ? (value - sum.Mean) / spread : double.NaN;
            default:
                return (_aggregates[slot] ??= new(expression.Function)).Compute(Samples[expression.SeriesIndex], reading.Time, expression.Window);
        }
    }
}
