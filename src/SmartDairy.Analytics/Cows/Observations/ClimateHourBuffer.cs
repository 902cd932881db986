namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>The last ten days of the climate where she is kept: three are looked at, seven may be told anew.</summary>
internal sealed class ClimateHourBuffer
{
    public const int Capacity = 240;

    /// <summary>An hour of her collar is judged by the climate up to this many hours before it: what is newer may not be told yet.</summary>
    public const int LagHours = 2;

    private readonly float[] _thi = new float[Capacity];

    public ClimateHourBuffer() => Array.Fill(_thi, float.NaN);

    public long Newest { get; private set; } = long.MinValue;

    /// <summary>False when it says what is known, or is older than the ring.</summary>
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

        ref var place = ref _thi[SlotOf(hour.Hour)];
        var thi = (float)hour.Thi;
        var changed = place != thi && !(float.IsNaN(place) && float.IsNaN(thi));
        place = thi;
        return changed;
    }

    /// <summary>NaN where nothing was told.</summary>
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
