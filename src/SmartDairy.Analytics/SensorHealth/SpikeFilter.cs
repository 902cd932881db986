namespace SmartDairy.Analytics.SensorHealth;

/// <summary>
/// Detects single outliers: a value is a spike when it differs from the median of the last five good values by more than ten times the
/// usual step between values. The third such value in a row is accepted as a new level.
/// </summary>
public struct SpikeFilter
{
    private const double Limit = 10;
    private const double LearningRate = 0.02;
    private const int ConfirmingReadings = 3;
    private const int WarmUpReadings = 20;

    private double _a, _b, _c, _d, _e;
    private int _accepted;
    private double _usualStep;
    private double _candidate;
    private int _candidateCount;

    /// <summary>Adds a value. NaN is ignored.</summary>
    /// <param name="floor">A deviation up to this is never a spike, in the metric's unit.</param>
    /// <returns>True when it is a spike.</returns>
    public bool IsSpike(double value, double floor)
    {
        if (double.IsNaN(value))
        {
            return false;
        }

        var median = Median();
        if (_accepted >= WarmUpReadings && Math.Abs(value - median) > Math.Max(floor, Limit * _usualStep))
        {
            _candidateCount = _candidateCount > 0 && Math.Abs(value - _candidate) <= Math.Max(floor, Limit * _usualStep)
                ? _candidateCount + 1
                : 1;
            _candidate = value;
            if (_candidateCount < ConfirmingReadings)
            {
                return true;
            }

            (_a, _b, _c, _d, _e) = (value, value, value, value, value);
            _candidateCount = 0;
            return false;
        }

        _candidateCount = 0;
        var step = _accepted == 0 ? 0 : Math.Abs(value - _e);
        _usualStep += (step - _usualStep) * (_accepted < WarmUpReadings ? 1.0 / (_accepted + 1) : LearningRate);
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
