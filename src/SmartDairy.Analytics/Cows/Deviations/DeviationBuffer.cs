using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>
/// Deviations of the last eleven days: a pure function of the collar hours up to each hour, recomputed where they change.
/// </summary>
internal sealed class DeviationBuffer(CollarHourBuffer hours, UsualValueOptions options)
{
    public const int Capacity = 264;

    private const int KindCount = 8;
    private const float Scale = 1 / 512f;
    private const short Missing = short.MinValue;

    private readonly DayMeanBuffer _days = new();
    private readonly short[] _deviations = Empty();

    /// <summary>NaN when unknown.</summary>
    public float ValueAt(DeviationKind kind, long hour)
    {
        var value = _deviations[SlotOf(kind, hour)];
        return value == Missing ? float.NaN : value * Scale;
    }

    /// <summary>Mean over the <paramref name="span"/> hours ending with an hour; NaN when fewer than half of them are known.</summary>
    public float Mean(DeviationKind kind, long hour, int span)
    {
        var sum = 0f;
        var count = 0;
        var slot = SlotOf(kind, hour - span + 1);
        for (var i = 0; i < span; i++)
        {
            var value = _deviations[slot];
            if (value != Missing)
            {
                sum += value;
                count++;
            }

            slot += KindCount;
            slot = slot >= _deviations.Length ? slot - _deviations.Length : slot;
        }

        return count * 2 < span ? float.NaN : sum * Scale / count;
    }

    /// <summary>Computes an hour; the hours before it must be up to date.</summary>
    /// <param name="since">First hour of the present collar.</param>
    public void Recompute(long hour, long since)
    {
        _days.Update(hours, hour);
        Activity(hour, since);
        Minutes(DeviationKind.Rumination, CollarMetric.Rumination, hour, since);
        Minutes(DeviationKind.Eating, CollarMetric.Eating, hour, since);
        var temperature = hours.Temperature(hour);
        Set(DeviationKind.Temperature, hour, float.IsNaN(temperature)
            ? temperature
            : temperature - UsualValue.MedianForHour(hours, CollarMetric.Temperature, hour, since, options));
        Day(DeviationKind.RuminationDay, CollarMetric.Rumination, hour, since);
        Day(DeviationKind.EatingDay, CollarMetric.Eating, hour, since);
        Day(DeviationKind.ActivityDay, CollarMetric.Activity, hour, since);
    }

    /// <summary>Usual value at an hour of the day, in the unit of the series.</summary>
    public float UsualAt(CollarMetric series, long hour, long since)
    {
        if (series != CollarMetric.Activity)
        {
            return UsualValue.MedianForHour(hours, series, hour, since, options);
        }

        var floor = Floor(hour);
        return MathF.Exp(UsualValue.ForActivity(hours, hour, since, floor, options).Median) - floor;
    }

    /// <summary>
    /// Mean over the 24 hours ending with an hour, in minutes an hour; ln(1 + mean) for activity. NaN when too little is known.
    /// </summary>
    public float Day(CollarMetric series, long hour) => _days.ValueAt(series, hour);

    /// <summary>Usual value of <see cref="Day(CollarMetric, long)"/>, from the days before.</summary>
    public UsualValue UsualDayMean(CollarMetric series, long hour, long since)
    {
        Span<float> values = stackalloc float[32];
        var count = 0;
        for (var day = options.ExcludedRecentDays; day < options.Days + options.ExcludedRecentDays && count < values.Length; day++)
        {
            var at = hour - (24 * day);
            var value = at - 23 < since ? float.NaN : _days.ValueAt(series, at);
            if (!float.IsNaN(value))
            {
                values[count++] = value;
            }
        }

        if (count < options.MinDays)
        {
            return UsualValue.Unknown;
        }

        var (median, sd) = RobustStatistics.MedianAndSd(values[..count]);
        var typical = series == CollarMetric.Activity ? options.DayActivitySpread : options.DayShareSpread * Math.Max(median, 1);
        return new(median, UsualValue.Shrink(sd, count, typical, options));
    }

    public void Save(BinaryWriter writer)
    {
        _days.Save(writer);
        RawSerializer.Write<short>(writer, _deviations);
    }

    public void Load(BinaryReader reader)
    {
        _days.Load(reader);
        RawSerializer.Read<short>(reader, _deviations);
    }

    private void Activity(long hour, long since)
    {
        var value = hours.Activity(hour);
        var floor = Floor(hour);
        var usual = float.IsNaN(value) || float.IsNaN(floor)
            ? UsualValue.Unknown
            : UsualValue.ForActivity(hours, hour, since, floor, options);
        Set(DeviationKind.Activity, hour, MathF.Log(value + floor) - usual.Median);
        Set(DeviationKind.ActivitySd, hour, usual.Sd);
    }

    private void Minutes(DeviationKind kind, CollarMetric series, long hour, long since)
    {
        var value = hours.ValueAt(series, hour);
        var usual = float.IsNaN(value) ? UsualValue.Unknown : UsualValue.ForHour(hours, series, hour, since, options);
        Set(kind, hour, (value - usual.Median) / usual.Sd);
    }

    private void Day(DeviationKind kind, CollarMetric series, long hour, long since)
    {
        var value = hour - 23 < since ? float.NaN : _days.ValueAt(series, hour);
        var usual = float.IsNaN(value) ? UsualValue.Unknown : UsualDayMean(series, hour, since);
        Set(kind, hour, (value - usual.Median) / usual.Sd);
    }

    /// <summary>Constant added to activity before the logarithm: a share of the level of the day before.</summary>
    private float Floor(long hour)
    {
        var level = _days.ValueAt(CollarMetric.Activity, hour - 24);
        return (float)options.ActivityFloorShare * (MathF.Exp(level) - 1);
    }

    private void Set(DeviationKind kind, long hour, float value)
        => _deviations[SlotOf(kind, hour)] = float.IsNaN(value)
            ? Missing
            : (short)Math.Clamp(MathF.Round(value / Scale), -short.MaxValue, short.MaxValue);

    private static int SlotOf(DeviationKind kind, long hour) => (RingSlots.SlotOf(hour, Capacity) * KindCount) + (int)kind;

    private static short[] Empty()
    {
        var deviations = new short[Capacity * KindCount];
        Array.Fill(deviations, Missing);
        return deviations;
    }
}
