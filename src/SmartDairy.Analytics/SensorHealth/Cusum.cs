namespace SmartDairy.Analytics.SensorHealth;

/// <summary>
/// A cumulative sum of deviations beyond a slack, in both directions (Page 1954): it tells a level that changed for good within few values, and forgets single ones.
/// </summary>
public struct Cusum
{
    /// <summary>Deviations below it are not gathered, standard deviations.</summary>
    public const double Slack = 1.5;

    /// <summary>So much gathered is a changed level, standard deviations.</summary>
    public const double Limit = 20;

    private double _up;
    private double _down;

    /// <summary>The next deviation, in standard deviations; one counts for at most five. NaN is left out.</summary>
    /// <returns>1 when the level rose, -1 when it fell, 0 when it did not change; then it begins anew.</returns>
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
