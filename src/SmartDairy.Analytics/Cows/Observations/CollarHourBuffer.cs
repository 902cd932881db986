namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>The last 21 days of her collar, an hour a place. Minutes and temperatures are kept to a hundredth.</summary>
internal sealed class CollarHourBuffer
{
    /// <summary>21 days, and so a multiple of 24: an hour of the day keeps its places.</summary>
    public const int Capacity = 504;

    private const short Missing = short.MinValue;

    private readonly float[] _activity = new float[Capacity];
    private readonly short[][] _small = [new short[Capacity], new short[Capacity], new short[Capacity], new short[Capacity]];

    public CollarHourBuffer() => Clear();

    /// <summary>The newest hour told; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    public bool Contains(long hour) => hour <= Newest && hour > Newest - Capacity;

    public static int SlotOf(long hour) => RingSlots.SlotOf(hour, Capacity);

    /// <summary>False when it says what is known, or is older than the ring.</summary>
    public bool Update(in CollarHour hour)
    {
        if (Newest != long.MinValue && hour.Hour <= Newest - Capacity)
        {
            return false;
        }

        Advance(hour.Hour);
        var place = SlotOf(hour.Hour);
        var changed = Set(ref _activity[place], (float)hour.Activity);
        changed |= Set(ref _small[0][place], hour.Rumination);
        changed |= Set(ref _small[1][place], hour.Eating);
        changed |= Set(ref _small[2][place], hour.Resting);
        return changed | Set(ref _small[3][place], hour.Temperature);
    }

    /// <summary>Opens places up to that hour, empty.</summary>
    public void Advance(long hour)
    {
        if (Newest == long.MinValue || hour - Newest >= Capacity)
        {
            Clear();
            Newest = hour;
            return;
        }

        while (Newest < hour)
        {
            Newest++;
            var place = SlotOf(Newest);
            _activity[place] = float.NaN;
            foreach (var channel in _small)
            {
                channel[place] = Missing;
            }
        }
    }

    /// <summary>NaN where nothing was told.</summary>
    public float Activity(long hour) => ValueAt(CollarMetric.Activity, hour);

    public float Rumination(long hour) => ValueAt(CollarMetric.Rumination, hour);

    public float Eating(long hour) => ValueAt(CollarMetric.Eating, hour);

    public float Temperature(long hour) => ValueAt(CollarMetric.Temperature, hour);

    /// <summary>One of her series; NaN where nothing was told.</summary>
    public float ValueAt(CollarMetric series, long hour) => Contains(hour) ? At(series, SlotOf(hour)) : float.NaN;

    /// <summary>The known values of the same hour of the day on the days before an hour.</summary>
    /// <param name="since">Hours before it are left out.</param>
    /// <returns>How many there are.</returns>
    public int CopySameHourValues(CollarMetric series, long hour, int days, long since, Span<float> values)
    {
        var count = 0;
        var oldest = Math.Max(since, Newest - Capacity + 1);
        var place = SlotOf(hour);
        for (var at = hour - 24; at >= hour - (24 * days) && count < values.Length; at -= 24)
        {
            place = place < 24 ? place + Capacity - 24 : place - 24;
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
    public (float Mean, int Known) DayMean(CollarMetric series, long hour)
    {
        var sum = 0f;
        var known = 0;
        var oldest = Newest - Capacity + 1;
        var place = SlotOf(hour - 23);
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

            place = place == Capacity - 1 ? 0 : place + 1;
        }

        return (sum / known, known);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Newest);
        RawSerializer.Write<float>(writer, _activity);
        foreach (var channel in _small)
        {
            RawSerializer.Write<short>(writer, channel);
        }
    }

    public void Load(BinaryReader reader)
    {
        Newest = reader.ReadInt64();
        RawSerializer.Read<float>(reader, _activity);
        foreach (var channel in _small)
        {
            RawSerializer.Read<short>(reader, channel);
        }
    }

    private float At(CollarMetric series, int place)
    {
        if (series == CollarMetric.Activity)
        {
            return _activity[place];
        }

        var value = _small[(int)series - 1][place];
        return value == Missing ? float.NaN : value * 0.01f;
    }

    private void Clear()
    {
        Array.Fill(_activity, float.NaN);
        foreach (var channel in _small)
        {
            Array.Fill(channel, Missing);
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
        var rounded = double.IsFinite(value) ? (short)Math.Clamp(Math.Round(value * 100), -32_767, 32_767) : Missing;
        var changed = place != rounded;
        place = rounded;
        return changed;
    }
}
