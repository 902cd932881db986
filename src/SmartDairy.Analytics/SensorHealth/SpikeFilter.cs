namespace SmartDairy.Analytics.SensorHealth;

/// <summary>
/// Tells single values far off from those before them: a robust deviation from the middle of the last five good values, in units of how much the value usually moves from one to the
/// next. A new level is believed when a third value in a row confirms it.
/// </summary>
public struct SpikeFilter
{
    private const double Limit = 10;
    private const double Learn = 0.02;
    private const int Confirmed = 3;
    private const int Settled = 20;

    private double _a, _b, _c, _d, _e;
    private int _good;
    private double _moves;
    private double _off;
    private int _offs;

    /// <summary>The next value. NaN is left out.</summary>
    /// <param name="floor">A deviation below it is never a spike, in the metric's unit.</param>
    /// <returns>True when it is a spike.</returns>
    public bool IsSpike(double value, double floor)
    {
        if (double.IsNaN(value))
        {
            return false;
        }

        var middle = Middle();
        if (_good >= Settled && Math.Abs(value - middle) > Math.Max(floor, Limit * _moves))
        {
            _offs = _offs > 0 && Math.Abs(value - _off) <= Math.Max(floor, Limit * _moves) ? _offs + 1 : 1;
            _off = value;
            if (_offs < Confirmed)
            {
                return true;
            }

            (_a, _b, _c, _d, _e) = (value, value, value, value, value);
            _offs = 0;
            return false;
        }

        _offs = 0;
        var move = _good == 0 ? 0 : Math.Abs(value - _e);
        _moves += (move - _moves) * (_good < Settled ? 1.0 / (_good + 1) : Learn);
        (_a, _b, _c, _d, _e) = _good == 0 ? (value, value, value, value, value) : (_b, _c, _d, _e, value);
        _good++;
        return false;
    }

    public readonly void Save(BinaryWriter writer)
    {
        foreach (var value in (ReadOnlySpan<double>)[_a, _b, _c, _d, _e, _moves, _off])
        {
            writer.Write(value);
        }

        writer.Write(_good);
        writer.Write(_offs);
    }

    public static SpikeFilter Load(BinaryReader reader) => new()
    {
        _a = reader.ReadDouble(),
        _b = reader.ReadDouble(),
        _c = reader.ReadDouble(),
        _d = reader.ReadDouble(),
        _e = reader.ReadDouble(),
        _moves = reader.ReadDouble(),
        _off = reader.ReadDouble(),
        _good = reader.ReadInt32(),
        _offs = reader.ReadInt32(),
    };

    private readonly double Middle()
    {
        Span<double> last = [_a, _b, _c, _d, _e];
        last.Sort();
        return last[2];
    }
}
