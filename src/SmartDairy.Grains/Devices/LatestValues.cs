using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// The newest value of each metric of one family by event time. Values are kept in arrays, because a silo holds 50,000 of these.
/// </summary>
public sealed class LatestValues(ReadingFamily family)
{
    private readonly double[] _values = CreateNaNArray(Metrics.ForFamily(family).Length);
    private readonly long[] _times = new long[Metrics.ForFamily(family).Length];
    private readonly byte[] _qualities = new byte[Metrics.ForFamily(family).Length];

    /// <summary>The newest value of a metric by its index; NaN when there is none.</summary>
    public double this[int index] => _values[index];

    /// <summary>Takes over the newest values of history.</summary>
    public void Restore(LatestMetricValues latest)
    {
        foreach (var value in latest.Values)
        {
            if (Metrics.Find(family, value.Metric) is { } metric && value.Value is { } number)
            {
                _values[metric.Index] = number;
                _times[metric.Index] = value.Time;
                _qualities[metric.Index] = (byte)value.Quality;
            }
        }
    }

    internal LatestValuesMigrationState CaptureState() => new() { Values = _values, Times = _times, Qualities = _qualities };

    /// <summary>Restores the state captured on another silo. A silo of an earlier build may know fewer metrics.</summary>
    internal void Restore(LatestValuesMigrationState state)
    {
        state.Values.AsSpan(0, Math.Min(state.Values.Length, _values.Length)).CopyTo(_values);
        state.Times.AsSpan(0, Math.Min(state.Times.Length, _times.Length)).CopyTo(_times);
        state.Qualities.AsSpan(0, Math.Min(state.Qualities.Length, _qualities.Length)).CopyTo(_qualities);
    }

    /// <summary>
    /// Takes over newer values. Late data changes nothing; of two readings with one time, the one that arrived later prevails.
    /// </summary>
    public void Update(Reading reading)
    {
        var values = reading.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (reading.Time >= _times[i] && !double.IsNaN(values[i]))
            {
                _values[i] = values[i];
                _times[i] = reading.Time;
                _qualities[i] = (byte)reading.QualityOf(i);
            }
        }
    }

    /// <summary>The metrics with a value, in the order of their indices.</summary>
    public IReadOnlyList<MetricValue> ToList()
    {
        var list = new List<MetricValue>(_values.Length);
        var metrics = Metrics.ForFamily(family);
        for (var i = 0; i < metrics.Length; i++)
        {
            if (!double.IsNaN(_values[i]))
            {
                list.Add(new MetricValue(metrics[i].Name, _values[i], metrics[i].Unit, _times[i], _qualities[i]));
            }
        }

        return list;
    }

    private static double[] CreateNaNArray(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }
}
