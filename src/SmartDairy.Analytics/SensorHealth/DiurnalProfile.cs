namespace SmartDairy.Analytics.SensorHealth;

/// <summary>
/// Usual level of each hour of the day, learned robustly: a deviation is limited to three standard deviations before it is learned from.
/// </summary>
public sealed class DiurnalProfile
{
    private const double Rate = 0.1;
    private const double Clip = 3;
    private const int MinDays = 5;
    private readonly double[] _levels = new double[24];
    private readonly int[] _counts = new int[24];
    private double _scale;
    private int _seen;

    /// <summary>Deviation of a value from its hour's level, in standard deviations, measured before the value is learned from.</summary>
    /// <param name="hour">Hours since 1970.</param>
    /// <returns>NaN until the hour of the day has five earlier values.</returns>
    public double UpdateAndScore(long hour, double value)
    {
        var at = (int)(((hour % 24) + 24) % 24);
        if (_counts[at]++ == 0)
        {
            _levels[at] = value;
            return double.NaN;
        }

        var difference = value - _levels[at];
        var deviation = Math.Max(_scale * 1.2533, 1e-9);
        var known = _counts[at] > MinDays;
        var clipped = known ? Math.Clamp(difference, -Clip * deviation, Clip * deviation) : difference;
        _levels[at] += clipped * (known ? Rate : 1.0 / _counts[at]);
        _seen++;
        _scale += (Math.Abs(clipped) - _scale) * Math.Max(0.01, 1.0 / _seen);
        return known ? difference / deviation : double.NaN;
    }

    public void Save(BinaryWriter writer)
    {
        for (var i = 0; i < 24; i++)
        {
            writer.Write(_levels[i]);
            writer.Write(_counts[i]);
        }

        writer.Write(_scale);
        writer.Write(_seen);
    }

    public static DiurnalProfile Load(BinaryReader reader)
    {
        var profile = new DiurnalProfile();
        for (var i = 0; i < 24; i++)
        {
            profile._levels[i] = reader.ReadDouble();
            profile._counts[i] = reader.ReadInt32();
        }

        profile._scale = reader.ReadDouble();
        profile._seen = reader.ReadInt32();
        return profile;
    }
}
