using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Normal;

/// <summary>Means over the 24 hours that end with an hour, for as long as the hours themselves are kept.</summary>
internal sealed class DayRing
{
    private const short Nothing = short.MinValue;
    private const int LeastHours = 16;

    private readonly short[][] _means = [new short[HourRing.Length], new short[HourRing.Length], new short[HourRing.Length]];

    public DayRing()
    {
        foreach (var series in _means)
        {
            Array.Fill(series, Nothing);
        }
    }

    /// <summary>Works a day out anew: minutes an hour of rumination and eating, ln(1 + mean) of activity.</summary>
    public void Update(HourRing hours, long hour)
    {
        Set(hour, Series.Activity, hours, 2_000);
        Set(hour, Series.Rumination, hours, 100);
        Set(hour, Series.Eating, hours, 100);
    }

    /// <summary>NaN when fewer than 16 of the 24 hours are known.</summary>
    public float Of(Series series, long hour)
    {
        var value = _means[(int)series][HourRing.Place(hour)];
        return value == Nothing ? float.NaN : series == Series.Activity ? value / 2_000f : value / 100f;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var series in _means)
        {
            Raw.Write<short>(writer, series);
        }
    }

    public void Load(BinaryReader reader)
    {
        foreach (var series in _means)
        {
            Raw.Read<short>(reader, series);
        }
    }

    private void Set(long hour, Series series, HourRing hours, int scale)
    {
        var (mean, count) = hours.Day(series, hour);
        _means[(int)series][HourRing.Place(hour)] = count < LeastHours ? Nothing
            : (short)Math.Clamp(MathF.Round((series == Series.Activity ? MathF.Log(1 + mean) : mean) * scale), 0, short.MaxValue);
    }
}
