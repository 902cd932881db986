namespace SmartDairy.Analytics.SensorHealth;

/// <summary>What is usual at each hour of the day, learned robustly: a value far off moves it no further than one three deviations off.</summary>
public sealed class DiurnalProfile
{
    private const double Rate = 0.1;
    private const double Clip = 3;
    private const int MinDays = 5;
    private readonly double[] _levels = new double[24];
    private readonly int[] _counts = new int[24];
    private double _scale;
    private int _seen;

    /// <summary>The deviation of a value from its hour's level, in standard deviations, before it is learned from.</summary>
    /// <param name="hour">Hours since 1970.</param>
    /// <returns>NaN while the hour has been seen on fewer than five days.</returns>
    public double UpdateAndScore(long hour, double value)
    {
        var at = (int)(((hour % 24) + 24) % 24);
        if (_counts[at]++ == 0)
        {
            _levels[at] = value;
            return double.NaN;
        }

        var off = value - _levels[at];
        var deviation = Math.Max(_scale * 1.2533, 1e-9);
        var known = _counts[at] > MinDays;
        var clipped = known ? Math.Clamp(off, -Clip * deviation, Clip * deviation) : off;
        _levels[at] += clipped * (known ? Rate : 1.0 / _counts[at]);
        _seen++;
        _scale += (Math.Abs(clipped) - _scale) * Math.Max(0.01, 1.0 / _seen);
        return known ? off / deviation : double.NaN;
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
        var seasonal = new DiurnalProfile();
        for (var i = 0; i < 24; i++)
        {
            seasonal._levels[i] = reader.ReadDouble();
            seasonal._counts[i] = reader.ReadInt32();
        }

        seasonal._scale = reader.ReadDouble();
        seasonal._seen = reader.ReadInt32();
        return seasonal;
    }
}
