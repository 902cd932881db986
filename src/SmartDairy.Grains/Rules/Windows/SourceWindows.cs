using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules.Conditions;

namespace SmartDairy.Grains.Rules.Windows;

/// <summary>The series of one source, and the functions of them at its newest reading, each worked out once a reading.</summary>
internal sealed class SourceWindows
{
    private readonly SeriesPlan[] _plans;
    private readonly WindowExpression[] _expressions;
    private readonly double[] _values;
    private readonly long[] _known;
    private readonly WindowAggregate?[] _aggregates;
    private long _now = 1;

    public SourceWindows(SeriesPlan[] plans, WindowExpression[] expressions, string? animalId, SourceWindows? before = null)
    {
        (_plans, _expressions, AnimalId) = (plans, expressions, animalId);
        (_values, _known) = (new double[expressions.Length], new long[expressions.Length]);
        _aggregates = new WindowAggregate?[expressions.Length];
        (Rings, Hours) = (new SampleRing[plans.Length], new HourSums[plans.Length]);
        for (var i = 0; i < plans.Length; i++)
        {
            var old = before is null ? -1 : Array.FindIndex(before._plans, plan => plan.Key == plans[i].Key);
            Rings[i] = old < 0 ? new() : before!.Rings[old];
            Hours[i] = old < 0 ? new() : before!.Hours[old];
            IsMissingPast |= old < 0 || before!._plans[old].Keep < plans[i].Keep || before._plans[old].KeepHours < plans[i].KeepHours;
        }
    }

    public SampleRing[] Rings { get; }

    public HourSums[] Hours { get; }

    public IReadOnlyList<SeriesPlan> Plans => _plans;

    /// <summary>A window is longer than what was kept for it.</summary>
    public bool IsMissingPast { get; set; }

    private string? AnimalId { get; }

    public void Push(Reading reading)
    {
        _now++;
        for (var i = 0; i < _plans.Length; i++)
        {
            var plan = _plans[i];
            var key = plan.Key;
            if (key.Family != reading.Family || (key.WithoutAnimal && reading.Animal is not null) || plan.Filter?.Stored.Definition.Scope is { } scope && !scope.Covers(reading, AnimalId))
            {
                continue;
            }

            var value = FieldPlace.Value(reading, key.Metric);
            if (double.IsNaN(value))
            {
                continue;
            }

            if (plan.Keep > 0)
            {
                Rings[i].Push(reading.Time, value, plan.Keep);
            }

            if (plan.KeepHours > 0)
            {
                Hours[i].Push(reading.Time, value, plan.KeepHours);
            }
        }
    }

    public void Clear()
    {
        _now++;
        for (var i = 0; i < _plans.Length; i++)
        {
            Rings[i].Clear();
            Hours[i].Clear();
        }

        foreach (var aggregate in _aggregates)
        {
            aggregate?.Clear();
        }
    }

    public double Value(int slot, Reading reading, IPeerValues? peers)
    {
        if (_known[slot] != _now)
        {
            _values[slot] = Work(slot, reading, peers);
            _known[slot] = _now;
        }

        return _values[slot];
    }

    private double Work(int slot, Reading reading, IPeerValues? peers)
    {
        ref readonly var expression = ref _expressions[slot];
        var value = FieldPlace.Value(reading, expression.Metric);
        switch (expression.Function)
        {
            case FieldFunction.Difference:
                return double.IsNaN(value) || peers is null ? double.NaN : value - peers.ValueOf(expression.Other!, expression.Name, reading.Time);
            case FieldFunction.Change or FieldFunction.Rate:
                return Rings[expression.Series].Change(value, reading.Time, expression.Window, expression.Function == FieldFunction.Rate);
            case FieldFunction.Baseline:
                var baseline = Hours[expression.Series].Within(reading.Time, expression.Window);
                return baseline.Count == 0 ? double.NaN : baseline.Mean;
            case FieldFunction.Deviation:
                var sum = Hours[expression.Series].Within(reading.Time, expression.Window);
                var spread = sum.Count < 24 ? 0 : Math.Sqrt(sum.Squares / (sum.Count - 1));
                return spread > 0 ? (value - sum.Mean) / spread : double.NaN;
            default:
                return (_aggregates[slot] ??= new(expression.Function)).At(Rings[expression.Series], reading.Time, expression.Window);
        }
    }
}
