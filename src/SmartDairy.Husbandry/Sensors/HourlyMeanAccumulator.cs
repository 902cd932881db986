using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>
/// The hourly means of a sensor. An hour is complete when a reading of a later one comes; readings that come after that are ignored.
/// </summary>
internal sealed class HourlyMeanAccumulator(int metrics)
{
    private const long Length = 3_600_000;
    private readonly double[] _sums = new double[metrics];
    private readonly int[] _counts = new int[metrics];
    private readonly List<SensorHour> _whole = [];
    private long _hour = long.MinValue;

    /// <param name="untrustedMask">Bit i is set when value i cannot be trusted.</param>
    public void Add(Reading reading, uint untrustedMask)
    {
        var hour = Math.DivRem(reading.Time, Length).Quotient;
        if (hour < _hour)
        {
            return;
        }

        if (hour > _hour)
        {
            End();
            _hour = hour;
        }

        for (var i = 0; i < _sums.Length; i++)
        {
            if (!double.IsNaN(reading.Values[i]) && (untrustedMask >> i & 1) == 0)
            {
                _sums[i] += reading.Values[i];
                _counts[i]++;
            }
        }
    }

    public IReadOnlyList<SensorHour> DrainHours()
    {
        if (_whole.Count == 0)
        {
            return [];
        }

        SensorHour[] taken = [.. _whole];
        _whole.Clear();
        return taken;
    }

    private void End()
    {
        var some = false;
        var means = new double[_sums.Length];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = _counts[i] == 0 ? double.NaN : _sums[i] / _counts[i];
            some |= _counts[i] > 0;
            (_sums[i], _counts[i]) = (0, 0);
        }

        if (some)
        {
            _whole.Add(new SensorHour(_hour, means));
        }
    }
}
