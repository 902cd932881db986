namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>The last ten days of climate where the cow is kept: three days of window plus seven days of late data.</summary>
internal sealed class ClimateHourBuffer
{
    public const int Capacity = 240;

    /// <summary>A collar hour is evaluated with the climate up to this many hours earlier; newer climate may not have arrived.</summary>
    public const int LagHours = 2;

    private readonly float[] _thi = new float[Capacity];

    public ClimateHourBuffer() => Array.Fill(_thi, float.NaN);

    public long Newest { get; private set; } = long.MinValue;

    /// <summary>False when the hour changes nothing, or is older than the buffer.</summary>
    public bool Update(in ClimateHour hour)
    {
        if (Newest != long.MinValue && hour.Hour <= Newest - Capacity)
        {
            return false;
        }

        if (Newest == long.MinValue || hour.Hour - Newest >= Capacity)
        {
            Array.Fill(_thi, float.NaN);
            Newest = hour.Hour;
        }

        while (Newest < hour.Hour)
        {
            _thi[SlotOf(++Newest)] = float.NaN;
        }

        ref var slot = ref _thi[SlotOf(hour.Hour)];
        var thi = (float)hour.Thi;
        var changed = slot != thi && !(float.IsNaN(slot) && float.IsNaN(thi));
        slot = thi;
        return changed;
    }

    /// <summary>NaN when unknown.</summary>
    public float Thi(long hour) => hour <= Newest && hour > Newest - Capacity ? _thi[SlotOf(hour)] : float.NaN;

    public void Save(BinaryWriter writer)
    {
        writer.Write(Newest);
        RawSerializer.Write<float>(writer, _thi);
    }

    public void Load(BinaryReader reader)
    {
        Newest = reader.ReadInt64();
        RawSerializer.Read<float>(reader, _thi);
    }

    private static int SlotOf(long hour) => RingSlots.SlotOf(hour, Capacity);
}
