using System.Runtime.InteropServices;

namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>The cow's last 60 milkings in order of start.</summary>
internal sealed class MilkingBuffer
{
    public const int Capacity = 60;

    private readonly PackedMilking[] _milkings = new PackedMilking[Capacity];

    public int Count { get; private set; }

    public ref readonly PackedMilking this[int index] => ref _milkings[index];

    /// <summary>Adds a milking, or replaces the milking of the same start.</summary>
    /// <returns>End of the earliest milking that must be evaluated again; <see cref="long.MaxValue"/> when nothing changed or the milking
    /// is older than all that are kept.</returns>
    public long InsertOrReplace(in PackedMilking milking)
    {
        var at = Count;
        while (at > 0 && _milkings[at - 1].Start >= milking.Start)
        {
            at--;
        }

        if (at < Count && _milkings[at].Start == milking.Start)
        {
            if (Bytes(in _milkings[at]).SequenceEqual(Bytes(in milking)))
            {
                return long.MaxValue;
            }

            var from = Math.Min(_milkings[at].End, milking.End);
            _milkings[at] = milking;
            return from;
        }

        if (Count < Capacity)
        {
            Array.Copy(_milkings, at, _milkings, at + 1, Count - at);
            Count++;
        }
        else if (at == 0)
        {
            return long.MaxValue;
        }
        else
        {
            at--;
            Array.Copy(_milkings, 1, _milkings, 0, at);
        }

        _milkings[at] = milking;
        return milking.End;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        RawSerializer.Write<PackedMilking>(writer, _milkings.AsSpan(0, Count));
    }

    public void Load(BinaryReader reader)
    {
        Count = Math.Clamp(reader.ReadInt32(), 0, Capacity);
        RawSerializer.Read(reader, _milkings.AsSpan(0, Count));
    }

    private static ReadOnlySpan<byte> Bytes(in PackedMilking milking) => MemoryMarshal.AsBytes(new ReadOnlySpan<PackedMilking>(in milking));
}
