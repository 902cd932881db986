using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>The values of devices that other devices are compared with, over the period of a backtest.</summary>
internal sealed class PeerHistory : IPeerValues
{
    /// <summary>The age up to which a value counts, milliseconds.</summary>
    public const long MaxValueAgeMs = 3_600_000;
    private readonly Dictionary<(string Device, string Metric), (List<long> Times, List<double> Values)> _series = [];

    /// <summary>Adds the values of the wanted metrics. Each device's readings must be in order of time.</summary>
    public void Add(IReadOnlyList<Reading> batch, IReadOnlySet<(string DeviceId, string Metric)> wanted)
    {
        foreach (var reading in batch)
        {
            var metrics = Metrics.ForFamily(reading.Family);
            for (var i = 0; i < reading.Values.Length; i++)
            {
                var key = (reading.DeviceId, metrics[i].Name);
                if (!double.IsNaN(reading.Values[i]) && reading.QualityOf(i) > 0 && wanted.Contains(key))
                {
                    if (!_series.TryGetValue(key, out var series))
                    {
                        _series.Add(key, series = ([], []));
                    }

                    series.Times.Add(reading.Time);
                    series.Values.Add(reading.Values[i]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public double GetValue(string deviceId, string metric, long at)
    {
        if (!_series.TryGetValue((deviceId, metric), out var series))
        {
            return double.NaN;
        }

        var index = series.Times.BinarySearch(at);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && at - series.Times[index] <= MaxValueAgeMs ? series.Values[index] : double.NaN;
    }
}
