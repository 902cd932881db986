using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>Means over the 24 hours ending with each hour, kept as long as the hours themselves.</summary>
internal sealed class DayMeanBuffer
{
    private const short Missing = short.MinValue;
    private const int MinHours = 16;

    private readonly short[][] _means =
        [new short[CollarHourBuffer.Capacity], new short[CollarHourBuffer.Capacity], new short[CollarHourBuffer.Capacity]];

    public DayMeanBuffer()
    {
        foreach (var series in _means)
        {
            Array.Fill(series, Missing);
        }
    }

    /// <summary>
    /// Recomputes the 24 hours ending with an hour: minutes an hour for rumination and eating, ln(1 + mean) for activity.
    /// </summary>
    public void Update(CollarHourBuffer hours, long hour)
    {
        Set(hour, CollarMetric.Activity, hours, 2_000);
        Set(hour, CollarMetric.Rumination, hours, 100);
        Set(hour, CollarMetric.Eating, hours, 100);
    }

    /// <summary>NaN when fewer than 16 of the 24 hours are known.</summary>
    public float ValueAt(CollarMetric series, long hour)
    {
        var value = _means[(int)series][CollarHourBuffer.SlotOf(hour)];
        return value == Missing ? float.NaN : series == CollarMetric.Activity ? value / 2_000f : value / 100f;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var series in _means)
        {
            RawSerializer.Write<short>(writer, series);
        }
    }

    public void Load(BinaryReader reader)
    {
        foreach (var series in _means)
        {
            RawSerializer.Read<short>(reader, series);
        }
    }

    private void Set(long hour, CollarMetric series, CollarHourBuffer hours, int scale)
    {
        var (mean, count) = hours.DayMean(series, hour);
        _means[(int)series][CollarHourBuffer.SlotOf(hour)] = count < MinHours ? Missing
            : (short)Math.Clamp(MathF.Round((series == CollarMetric.Activity ? MathF.Log(1 + mean) : mean) * scale), 0, short.MaxValue);
    }
}
