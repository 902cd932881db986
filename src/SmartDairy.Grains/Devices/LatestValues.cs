using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Devices;

/// <summary>The newest value of each metric of one family by event time, in arrays: 50,000 of these must fit in memory.</summary>
public sealed class LatestValues(ReadingFamily family)
{
    private readonly double[] _values = CreateNaNArray(Metrics.ForFamily(family).Length);
    private readonly long[] _times = new long[Metrics.ForFamily(family).Length];
    private readonly byte[] _qualities = new byte[Metrics.ForFamily(family).Length];

    /// <summary>The newest value of a metric; NaN when there is none.</summary>
    public double this[int index] => _values[index];

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

    /// <summary>Takes over what another version of this may have kept with fewer metrics.</summary>
    internal void Restore(LatestValuesMigrationState memory)
    {
        memory.Values.AsSpan(0, Math.Min(memory.Values.Length, _values.Length)).CopyTo(_values);
        memory.Times.AsSpan(0, Math.Min(memory.Times.Length, _times.Length)).CopyTo(_times);
        memory.Qualities.AsSpan(0, Math.Min(memory.Qualities.Length, _qualities.Length)).CopyTo(_qualities);
    }

    /// <summary>Takes over what is newer. Late data changes nothing; of two readings of one time the later to arrive stands.</summary>
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
