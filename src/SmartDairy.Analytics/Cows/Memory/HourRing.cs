namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>The last 21 days of her collar, an hour a place. Minutes and temperatures are kept to a hundredth.</summary>
internal sealed class HourRing
{
    /// <summary>21 days, and so a multiple of 24: an hour of the day keeps its places.</summary>
    public const int Length = 504;

    private const short Nothing = short.MinValue;

    private readonly float[] _activity = new float[Length];
    private readonly short[][] _small = [new short[Length], new short[Length], new short[Length], new short[Length]];

    public HourRing() => Clear();

    /// <summary>The newest hour told; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    public bool Holds(long hour) => hour <= Newest && hour > Newest - Length;

    public static int Place(long hour) => Rings.Place(hour, Length);

    /// <summary>False when it says what is known, or is older than the ring.</summary>
    public bool Put(in CollarHour hour)
    {
        if (Newest != long.MinValue && hour.Hour <= Newest - Length)
        {
            return false;
        }

        Advance(hour.Hour);
        var place = Place(hour.Hour);
        var changed = Set(ref _activity[place], (float)hour.Activity);
        changed |= Set(ref _small[0][place], hour.Rumination);
        changed |= Set(ref _small[1][place], hour.Eating);
        changed |= Set(ref _small[2][place], hour.Resting);
        return changed | Set(ref _small[3][place], hour.Temperature);
    }

    /// <summary>Opens places up to that hour, empty.</summary>
    public void Advance(long hour)
    {
        if (Newest == long.MinValue || hour - Newest >= Length)
        {
            Clear();
            Newest = hour;
            return;
        }

        while (Newest < hour)
        {
            Newest++;
            var place = Place(Newest);
            _activity[place] = float.NaN;
            foreach (var channel in _small)
            {
                channel[place] = Nothing;
            }
        }
    }

    /// <summary>NaN where nothing was told.</summary>
    public float Activity(long hour) => Of(Series.Activity, hour);

    public float Rumination(long hour) => Of(Series.Rumination, hour);

    public float Eating(long hour) => Of(Series.Eating, hour);

    public float Temperature(long hour) => Of(Series.Temperature, hour);

    /// <summary>One of her series; NaN where nothing was told.</summary>
    public float Of(Series series, long hour) => Holds(hour) ? At(series, Place(hour)) : float.NaN;

    /// <summary>The known values of the same hour of the day on the days before an hour.</summary>
    /// <param name="since">Hours before it are left out.</param>
    /// <returns>How many there are.</returns>
    public int Gather(Series series, long hour, int days, long since, Span<float> values)
    {
        var count = 0;
        var oldest = Math.Max(since, Newest - Length + 1);
        var place = Place(hour);
        for (var at = hour - 24; at >= hour - (24 * days) && count < values.Length; at -= 24)
        {
            place = place < 24 ? place + Length - 24 : place - 24;
            if (at >= oldest && at <= Newest)
            {
                var value = At(series, place);
                if (!float.IsNaN(value))
                {
                    values[count++] = value;
                }
            }
        }

        return count;
    }

    /// <summary>The mean of the known ones of the 24 hours that end with one, and how many are known.</summary>
    public (float Mean, int Known) Day(Series series, long hour)
    {
        var sum = 0f;
        var known = 0;
        var oldest = Newest - Length + 1;
        var place = Place(hour - 23);
        for (var at = hour - 23; at <= hour; at++)
        {
            if (at >= oldest && at <= Newest)
            {
                var value = At(series, place);
                if (!float.IsNaN(value))
                {
                    sum += value;
                    known++;
                }
            }

            place = place == Length - 1 ? 0 : place + 1;
        }

        return (sum / known, known);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Newest);
        Raw.Write<float>(writer, _activity);
        foreach (var channel in _small)
        {
            Raw.Write<short>(writer, channel);
        }
    }

    public void Load(BinaryReader reader)
    {
        Newest = reader.ReadInt64();
        Raw.Read<float>(reader, _activity);
        foreach (var channel in _small)
        {
            Raw.Read<short>(reader, channel);
        }
    }

    private float At(Series series, int place)
    {
        if (series == Series.Activity)
        {
            return _activity[place];
        }

        var value = _small[(int)series - 1][place];
        return value == Nothing ? float.NaN : value * 0.01f;
    }

    private void Clear()
    {
        Array.Fill(_activity, float.NaN);
        foreach (var channel in _small)
        {
            Array.Fill(channel, Nothing);
        }
    }

    private static bool Set(ref float place, float value)
    {
        var changed = place != value && !(float.IsNaN(place) && float.IsNaN(value));
        place = value;
        return changed;
    }

    private static bool Set(ref short place, double value)
    {
        var rounded = double.IsFinite(value) ? (short)Math.Clamp(Math.Round(value * 100), -32_767, 32_767) : Nothing;
        var changed = place != rounded;
        place = rounded;
        return changed;
    }
}
