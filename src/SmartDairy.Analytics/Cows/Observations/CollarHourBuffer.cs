namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>The last 21 days of collar hours in a ring buffer. Minutes and temperatures are kept to a hundredth.</summary>
internal sealed class CollarHourBuffer
{
    /// <summary>21 days, a multiple of 24 because an hour of the day must keep its slots.</summary>
    public const int Capacity = 504;

    private const short Missing = short.MinValue;

    private readonly float[] _activity = new float[Capacity];
    private readonly short[][] _scaled = [new short[Capacity], new short[Capacity], new short[Capacity], new short[Capacity]];

    public CollarHourBuffer() => Clear();

    /// <summary>The newest hour known; <see cref="long.MinValue"/> before the first.</summary>
    public long Newest { get; private set; } = long.MinValue;

    public bool Contains(long hour) => hour <= Newest && hour > Newest - Capacity;

    public static int SlotOf(long hour) => RingSlots.SlotOf(hour, Capacity);

    /// <summary>False when the hour changes nothing, or is older than the buffer.</summary>
    public bool Update(in CollarHour hour)
    {
        if (Newest != long.MinValue && hour.Hour <= Newest - Capacity)
        {
            return false;
        }

        Advance(hour.Hour);
        var slot = SlotOf(hour.Hour);
        var changed = Set(ref _activity[slot], (float)hour.Activity);
        changed |= Set(ref _scaled[0][slot], hour.Rumination);
        changed |= Set(ref _scaled[1][slot], hour.Eating);
        changed |= Set(ref _scaled[2][slot], hour.Resting);
        return changed | Set(ref _scaled[3][slot], hour.Temperature);
    }

    /// <summary>Moves the buffer up to an hour, with empty hours.</summary>
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
            var slot = SlotOf(Newest);
            _activity[slot] = float.NaN;
            foreach (var channel in _scaled)
            {
                channel[slot] = Missing;
            }
        }
    }

    /// <summary>NaN when unknown.</summary>
    public float Activity(long hour) => ValueAt(CollarMetric.Activity, hour);

    public float Rumination(long hour) => ValueAt(CollarMetric.Rumination, hour);

    public float Eating(long hour) => ValueAt(CollarMetric.Eating, hour);

    public float Temperature(long hour) => ValueAt(CollarMetric.Temperature, hour);

    /// <summary>Value of one series; NaN when unknown.</summary>
    public float ValueAt(CollarMetric series, long hour) => Contains(hour) ? At(series, SlotOf(hour)) : float.NaN;

    /// <summary>Copies the known values of the same hour of the day on the days before an hour.</summary>
    /// <param name="since">Earlier hours are ignored.</param>
    /// <returns>The number of values copied.</returns>
    public int CopySameHourValues(CollarMetric series, long hour, int days, long since, Span<float> values)
    {
        var count = 0;
        var oldest = Math.Max(since, Newest - Capacity + 1);
        var slot = SlotOf(hour);
        for (var at = hour - 24; at >= hour - (24 * days) && count < values.Length; at -= 24)
        {
            slot = slot < 24 ? slot + Capacity - 24 : slot - 24;
            if (at >= oldest && at <= Newest)
            {
                var value = At(series, slot);
                if (!float.IsNaN(value))
                {
                    values[count++] = value;
                }
            }
        }

        return count;
    }

    /// <summary>Mean of the known hours among the 24 ending with an hour, and the number known.</summary>
    public (float Mean, int Known) DayMean(CollarMetric series, long hour)
    {
        var sum = 0f;
        var known = 0;
        var oldest = Newest - Capacity + 1;
        var slot = SlotOf(hour - 23);
        for (var at = hour - 23; at <= hour; at++)
        {
            if (at >= oldest && at <= Newest)
            {
                var value = At(series, slot);
                if (!float.IsNaN(value))
                {
                    sum += value;
                    known++;
                }
            }

            slot = slot == Capacity - 1 ? 0 : slot + 1;
        }

        return (sum / known, known);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Newest);
        RawSerializer.Write<float>(writer, _activity);
        foreach (var channel in _scaled)
        {
            RawSerializer.Write<short>(writer, channel);
        }
    }

    public void Load(BinaryReader reader)
    {
        Newest = reader.ReadInt64();
        RawSerializer.Read<float>(reader, _activity);
        foreach (var channel in _scaled)
        {
            RawSerializer.Read<short>(reader, channel);
        }
    }

    private float At(CollarMetric series, int slot)
    {
        if (series == CollarMetric.Activity)
        {
            return _activity[slot];
        }

        var value = _scaled[(int)series - 1][slot];
        return value == Missing ? float.NaN : value * 0.01f;
    }

    private void Clear()
    {
        Array.Fill(_activity, float.NaN);
        foreach (var channel in _scaled)
        {
            Array.Fill(channel, Missing);
        }
    }

    private static bool Set(ref float slot, float value)
    {
        var changed = slot != value && !(float.IsNaN(slot) && float.IsNaN(value));
        slot = value;
        return changed;
    }

    private static bool Set(ref short slot, double value)
    {
        var rounded = double.IsFinite(value) ? (short)Math.Clamp(Math.Round(value * 100), -32_767, 32_767) : Missing;
        var changed = slot != rounded;
        slot = rounded;
        return changed;
    }
}
