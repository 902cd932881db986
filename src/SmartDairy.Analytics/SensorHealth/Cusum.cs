namespace SmartDairy.Analytics.SensorHealth;

/// <summary>
/// Two-sided CUSUM (Page 1954): detects a lasting change of level within few values and ignores single outliers.
/// </summary>
public struct Cusum
{
    /// <summary>Deviations up to this many standard deviations do not accumulate.</summary>
    public const double Slack = 1.5;

    /// <summary>Accumulated standard deviations from which on the level has changed.</summary>
    public const double Limit = 20;

    private double _up;
    private double _down;

    /// <summary>Adds a deviation in standard deviations, limited to ±5. NaN is ignored.</summary>
    /// <returns>1 when the level rose, -1 when it fell, 0 when it did not change. A detected change resets the sums.</returns>
    public int Add(double deviation)
    {
        if (double.IsNaN(deviation))
        {
            return 0;
        }

        var step = Math.Clamp(deviation, -5, 5);
        _up = Math.Max(0, _up + step - Slack);
        _down = Math.Max(0, _down - step - Slack);
        var verdict = _up > Limit ? 1 : _down > Limit ? -1 : 0;
        if (verdict != 0)
        {
            (_up, _down) = (0, 0);
        }

        return verdict;
    }

    public readonly void Save(BinaryWriter writer)
    {
        writer.Write(_up);
        writer.Write(_down);
    }

    public static Cusum Load(BinaryReader reader) => new() { _up = reader.ReadDouble(), _down = reader.ReadDouble() };
}
