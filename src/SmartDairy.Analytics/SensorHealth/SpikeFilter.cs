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
    private const int WarmUpReadings = 20;

    private double _a, _b, _c, _d, _e;
    private int _accepted;
    private double _usualStep;
    private double _candidate;
    private int _candidateCount;

    /// <summary>The next value. NaN is left out.</summary>
    /// <param name="floor">A deviation below it is never a spike, in the metric's unit.</param>
    /// <returns>True when it is a spike.</returns>
    public bool IsSpike(double value, double floor)
    {
        if (double.IsNaN(value))
        {
            return false;
        }

        var middle = Median();
        if (_accepted >= WarmUpReadings && Math.Abs(value - middle) > Math.Max(floor, Limit * _usualStep))
        {
            _candidateCount = _candidateCount > 0 && Math.Abs(value - _candidate) <= Math.Max(floor, Limit * _usualStep) ? _candidateCount + 1 : 1;
            _candidate = value;
            if (_candidateCount < Confirmed)
            {
                return true;
            }

            (_a, _b, _c, _d, _e) = (value, value, value, value, value);
            _candidateCount = 0;
            return false;
        }

        _candidateCount = 0;
        var move = _accepted == 0 ? 0 : Math.Abs(value - _e);
        _usualStep += (move - _usualStep) * (_accepted < WarmUpReadings ? 1.0 / (_accepted + 1) : Learn);
        (_a, _b, _c, _d, _e) = _accepted == 0 ? (value, value, value, value, value) : (_b, _c, _d, _e, value);
        _accepted++;
        return false;
    }

    public readonly void Save(BinaryWriter writer)
    {
        foreach (var value in (ReadOnlySpan<double>)[_a, _b, _c, _d, _e, _usualStep, _candidate])
        {
            writer.Write(value);
        }

        writer.Write(_accepted);
        writer.Write(_candidateCount);
    }

    public static SpikeFilter Load(BinaryReader reader) => new()
    {
        _a = reader.ReadDouble(),
        _b = reader.ReadDouble(),
        _c = reader.ReadDouble(),
        _d = reader.ReadDouble(),
        _e = reader.ReadDouble(),
        _usualStep = reader.ReadDouble(),
        _candidate = reader.ReadDouble(),
        _accepted = reader.ReadInt32(),
        _candidateCount = reader.ReadInt32(),
    };

    private readonly double Median()
    {
        Span<double> last = [_a, _b, _c, _d, _e];
        last.Sort();
        return last[2];
    }
}
