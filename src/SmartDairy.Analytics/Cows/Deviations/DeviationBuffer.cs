using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>The signs of the last eleven days: a pure function of what her collar told up to each hour, worked out anew where that became another.</summary>
internal sealed class DeviationBuffer(CollarHourBuffer hours, UsualValueOptions options)
{
    public const int Capacity = 264;

    private const int KindCount = 8;
    private const float Scale = 1 / 512f;
    private const short Missing = short.MinValue;

    private readonly DayMeanBuffer _days = new();
    private readonly short[] _signs = Empty();

    /// <summary>NaN when it is not known.</summary>
    public float ValueAt(DeviationKind sign, long hour)
    {
        var value = _signs[SlotOf(sign, hour)];
        return value == Missing ? float.NaN : value * Scale;
    }

    /// <summary>The mean over the hours that end with one; NaN when fewer than half of them are known.</summary>
    public float Mean(DeviationKind sign, long hour, int span)
    {
        var sum = 0f;
        var count = 0;
        var place = SlotOf(sign, hour - span + 1);
        for (var i = 0; i < span; i++)
        {
            var value = _signs[place];
            if (value != Missing)
            {
                sum += value;
                count++;
            }

            place += KindCount;
            place = place >= _signs.Length ? place - _signs.Length : place;
        }

        return count * 2 < span ? float.NaN : sum * Scale / count;
    }

    /// <summary>Works an hour out; the hours before it must be up to date.</summary>
    /// <param name="since">She wears this collar since that hour.</param>
    public void Recompute(long hour, long since)
    {
        _days.Update(hours, hour);
        Activity(hour, since);
        Minutes(DeviationKind.Rumination, CollarMetric.Rumination, hour, since);
        Minutes(DeviationKind.Eating, CollarMetric.Eating, hour, since);
        var warm = hours.Temperature(hour);
        Set(DeviationKind.Temperature, hour, float.IsNaN(warm) ? warm : warm - UsualValue.MedianForHour(hours, CollarMetric.Temperature, hour, since, options));
        Day(DeviationKind.RuminationDay, CollarMetric.Rumination, hour, since);
        Day(DeviationKind.EatingDay, CollarMetric.Eating, hour, since);
        Day(DeviationKind.ActivityDay, CollarMetric.Activity, hour, since);
    }

    /// <summary>Her usual at an hour of the day, in the unit of the series.</summary>
    public float UsualAt(CollarMetric series, long hour, long since)
    {
        if (series != CollarMetric.Activity)
        {
            return UsualValue.MedianForHour(hours, series, hour, since, options);
        }

        var floor = Floor(hour);
        return MathF.Exp(UsualValue.ForActivity(hours, hour, since, floor, options).Median) - floor;
    }

    /// <summary>The 24 hours that end with one, in minutes an hour; ln(1 + mean) for activity. NaN when too little is known.</summary>
    public float Day(CollarMetric series, long hour) => _days.ValueAt(series, hour);

    /// <summary>Her usual of <see cref="Day(CollarMetric, long)"/>, from the days before.</summary>
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
        RawSerializer.Write<short>(writer, _signs);
    }

    public void Load(BinaryReader reader)
    {
        _days.Load(reader);
        RawSerializer.Read<short>(reader, _signs);
    }

    private void Activity(long hour, long since)
    {
        var value = hours.Activity(hour);
        var floor = Floor(hour);
        var usual = float.IsNaN(value) || float.IsNaN(floor) ? UsualValue.Unknown : UsualValue.ForActivity(hours, hour, since, floor, options);
        Set(DeviationKind.Activity, hour, MathF.Log(value + floor) - usual.Median);
        Set(DeviationKind.ActivitySd, hour, usual.Sd);
    }

    private void Minutes(DeviationKind sign, CollarMetric series, long hour, long since)
    {
        var value = hours.ValueAt(series, hour);
        var usual = float.IsNaN(value) ? UsualValue.Unknown : UsualValue.ForHour(hours, series, hour, since, options);
        Set(sign, hour, (value - usual.Median) / usual.Sd);
    }

    private void Day(DeviationKind sign, CollarMetric series, long hour, long since)
    {
        var value = hour - 23 < since ? float.NaN : _days.ValueAt(series, hour);
        var usual = float.IsNaN(value) ? UsualValue.Unknown : UsualDayMean(series, hour, since);
        Set(sign, hour, (value - usual.Median) / usual.Sd);
    }

    /// <summary>What is added to activity before its logarithm: a share of the level of the day before.</summary>
    private float Floor(long hour)
    {
        var level = _days.ValueAt(CollarMetric.Activity, hour - 24);
        return (float)options.ActivityFloorShare * (MathF.Exp(level) - 1);
    }

    private void Set(DeviationKind sign, long hour, float value)
        => _signs[SlotOf(sign, hour)] = float.IsNaN(value) ? Missing : (short)Math.Clamp(MathF.Round(value / Scale), -short.MaxValue, short.MaxValue);

    private static int SlotOf(DeviationKind sign, long hour) => (RingSlots.SlotOf(hour, Capacity) * KindCount) + (int)sign;

    private static short[] Empty()
    {
        var signs = new short[Capacity * KindCount];
        Array.Fill(signs, Missing);
        return signs;
    }
}
