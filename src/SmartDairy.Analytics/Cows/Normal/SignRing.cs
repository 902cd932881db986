using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Normal;

/// <summary>The signs of the last eleven days: a pure function of what her collar told up to each hour, worked out anew where that became another.</summary>
internal sealed class SignRing(HourRing hours, NormalOptions options)
{
    public const int Length = 264;

    private const int Signs = 8;
    private const float Scale = 1 / 512f;
    private const short Nothing = short.MinValue;

    private readonly DayRing _days = new();
    private readonly short[] _signs = Empty();

    /// <summary>NaN when it is not known.</summary>
    public float Of(Sign sign, long hour)
    {
        var value = _signs[Place(sign, hour)];
        return value == Nothing ? float.NaN : value * Scale;
    }

    /// <summary>The mean over the hours that end with one; NaN when fewer than half of them are known.</summary>
    public float Mean(Sign sign, long hour, int span)
    {
        var sum = 0f;
        var count = 0;
        var place = Place(sign, hour - span + 1);
        for (var i = 0; i < span; i++)
        {
            var value = _signs[place];
            if (value != Nothing)
            {
                sum += value;
                count++;
            }

            place += Signs;
            place = place >= _signs.Length ? place - _signs.Length : place;
        }

        return count * 2 < span ? float.NaN : sum * Scale / count;
    }

    /// <summary>Works an hour out; the hours before it must be up to date.</summary>
    /// <param name="since">She wears this collar since that hour.</param>
    public void Update(long hour, long since)
    {
        _days.Update(hours, hour);
        Activity(hour, since);
        Minutes(Sign.Rumination, Series.Rumination, hour, since);
        Minutes(Sign.Eating, Series.Eating, hour, since);
        var warm = hours.Temperature(hour);
        Set(Sign.Temperature, hour, float.IsNaN(warm) ? warm : warm - HourNormal.MedianOf(hours, Series.Temperature, hour, since, options));
        Day(Sign.RuminationDay, Series.Rumination, hour, since);
        Day(Sign.EatingDay, Series.Eating, hour, since);
        Day(Sign.ActivityDay, Series.Activity, hour, since);
    }

    /// <summary>Her usual at an hour of the day, in the unit of the series.</summary>
    public float Usual(Series series, long hour, long since)
    {
        if (series != Series.Activity)
        {
            return HourNormal.MedianOf(hours, series, hour, since, options);
        }

        var floor = Floor(hour);
        return MathF.Exp(HourNormal.OfActivity(hours, hour, since, floor, options).Median) - floor;
    }

    /// <summary>The 24 hours that end with one, in minutes an hour; ln(1 + mean) for activity. NaN when too little is known.</summary>
    public float Day(Series series, long hour) => _days.Of(series, hour);

    /// <summary>Her usual of <see cref="Day(Series, long)"/>, from the days before.</summary>
    public HourNormal UsualDay(Series series, long hour, long since)
    {
        Span<float> values = stackalloc float[32];
        var count = 0;
        for (var day = options.DaysLeftOut; day < options.Days + options.DaysLeftOut && count < values.Length; day++)
        {
            var at = hour - (24 * day);
            var value = at - 23 < since ? float.NaN : _days.Of(series, at);
            if (!float.IsNaN(value))
            {
                values[count++] = value;
            }
        }

        if (count < options.LeastDays)
        {
            return HourNormal.Unknown;
        }

        var (median, sd) = Robust.Of(values[..count]);
        var typical = series == Series.Activity ? options.DayActivitySpread : options.DayShareSpread * Math.Max(median, 1);
        return new(median, HourNormal.Shrink(sd, count, typical, options));
    }

    public void Save(BinaryWriter writer)
    {
        _days.Save(writer);
        Raw.Write<short>(writer, _signs);
    }

    public void Load(BinaryReader reader)
    {
        _days.Load(reader);
        Raw.Read<short>(reader, _signs);
    }

    private void Activity(long hour, long since)
    {
        var value = hours.Activity(hour);
        var floor = Floor(hour);
        var usual = float.IsNaN(value) || float.IsNaN(floor) ? HourNormal.Unknown : HourNormal.OfActivity(hours, hour, since, floor, options);
        Set(Sign.Activity, hour, MathF.Log(value + floor) - usual.Median);
        Set(Sign.ActivitySpread, hour, usual.Sd);
    }

    private void Minutes(Sign sign, Series series, long hour, long since)
    {
        var value = hours.Of(series, hour);
        var usual = float.IsNaN(value) ? HourNormal.Unknown : HourNormal.Of(hours, series, hour, since, options);
        Set(sign, hour, (value - usual.Median) / usual.Sd);
    }

    private void Day(Sign sign, Series series, long hour, long since)
    {
        var value = hour - 23 < since ? float.NaN : _days.Of(series, hour);
        var usual = float.IsNaN(value) ? HourNormal.Unknown : UsualDay(series, hour, since);
        Set(sign, hour, (value - usual.Median) / usual.Sd);
    }

    /// <summary>What is added to activity before its logarithm: a share of the level of the day before.</summary>
    private float Floor(long hour)
    {
        var level = _days.Of(Series.Activity, hour - 24);
        return (float)options.Floor * (MathF.Exp(level) - 1);
    }

    private void Set(Sign sign, long hour, float value)
        => _signs[Place(sign, hour)] = float.IsNaN(value) ? Nothing : (short)Math.Clamp(MathF.Round(value / Scale), -short.MaxValue, short.MaxValue);

    private static int Place(Sign sign, long hour) => (Rings.Place(hour, Length) * Signs) + (int)sign;

    private static short[] Empty()
    {
        var signs = new short[Length * Signs];
        Array.Fill(signs, Nothing);
        return signs;
    }
}
