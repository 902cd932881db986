using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Windows;

/// <summary>
/// The series of one source and their functions at its newest reading. Each function is computed at most once per reading.
/// </summary>
internal sealed class SourceWindows
{
    private readonly SeriesRetention[] _retentions;
    private readonly WindowFunction[] _functions;
    private readonly double[] _values;
    private readonly long[] _computedAt;
    private readonly WindowAggregate?[] _aggregates;
    private long _generation = 1;

    public SourceWindows(SeriesRetention[] retentions, WindowFunction[] functions, string? animalId, SourceWindows? previous = null)
    {
        (_retentions, _functions, AnimalId) = (retentions, functions, animalId);
        (_values, _computedAt) = (new double[functions.Length], new long[functions.Length]);
        _aggregates = new WindowAggregate?[functions.Length];
        (Samples, Hours) = (new SampleRingBuffer[retentions.Length], new HourStatisticsWindow[retentions.Length]);
        for (var i = 0; i < retentions.Length; i++)
        {
            var old = previous is null ? -1 : Array.FindIndex(previous._retentions, retention => retention.Key == retentions[i].Key);
            Samples[i] = old < 0 ? new() : previous!.Samples[old];
            Hours[i] = old < 0 ? new() : previous!.Hours[old];
            IsIncomplete |= old < 0 || previous!._retentions[old].KeepSamplesFor < retentions[i].KeepSamplesFor
                || previous._retentions[old].KeepHoursFor < retentions[i].KeepHoursFor;
        }
    }

    public SampleRingBuffer[] Samples { get; }

    public HourStatisticsWindow[] Hours { get; }

    public IReadOnlyList<SeriesRetention> Retentions => _retentions;

    /// <summary>True when a window is longer than the samples kept for it.</summary>
    public bool IsIncomplete { get; set; }

    private string? AnimalId { get; }

    public void Push(Reading reading)
    {
        _generation++;
        for (var i = 0; i < _retentions.Length; i++)
        {
            var retention = _retentions[i];
            var key = retention.Key;
            if (key.Family != reading.Family || (key.WithoutAnimal && reading.SubjectAnimalId is not null)
                || retention.ScopeRule?.Stored.Definition.Scope is { } scope && !scope.Covers(reading, AnimalId))
            {
                continue;
            }

            var value = FieldAccessor.GetMetric(reading, key.Metric);
            if (double.IsNaN(value))
            {
                continue;
            }

            if (retention.KeepSamplesFor > 0)
            {
                Samples[i].Push(reading.Time, value, retention.KeepSamplesFor);
            }

            if (retention.KeepHoursFor > 0)
            {
                Hours[i].Push(reading.Time, value, retention.KeepHoursFor);
            }
        }
    }

    public void Clear()
    {
        _generation++;
        for (var i = 0; i < _retentions.Length; i++)
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
        ref readonly var function = ref _functions[slot];
        var value = FieldAccessor.GetMetric(reading, function.MetricIndex);
        switch (function.Function)
        {
            case FieldFunction.Difference:
                return double.IsNaN(value) || peers is null
                    ? double.NaN
                    : value - peers.GetValue(function.OtherDeviceId!, function.MetricName, reading.Time);
            case FieldFunction.Change or FieldFunction.Rate:
                return Samples[function.SeriesIndex].GetChange(
                    value, reading.Time, function.Window, function.Function == FieldFunction.Rate);
            case FieldFunction.Baseline:
                var baseline = Hours[function.SeriesIndex].Combine(reading.Time, function.Window);
                return baseline.Count == 0 ? double.NaN : baseline.Mean;
            case FieldFunction.Deviation:
                var sum = Hours[function.SeriesIndex].Combine(reading.Time, function.Window);
                var spread = sum.Count < 24 ? 0 : Math.Sqrt(sum.SquaredDeviations / (sum.Count - 1));
                return spread > 0 ? (value - sum.Mean) / spread : double.NaN;
            default:
                return (_aggregates[slot] ??= new(function.Function)).Compute(Samples[function.SeriesIndex], reading.Time, function.Window);
        }
    }
}
