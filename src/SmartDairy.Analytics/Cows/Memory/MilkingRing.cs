using System.Runtime.InteropServices;

namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>Her last 60 milkings in order of their start.</summary>
internal sealed class MilkingRing
{
    public const int Length = 60;

    private readonly Milking[] _milkings = new Milking[Length];

    public int Count { get; private set; }

    public ref readonly Milking this[int index] => ref _milkings[index];

    /// <summary>Takes one in; one of the same start replaces it.</summary>
    /// <returns>What ended from then on is to be judged anew; <see cref="long.MaxValue"/> when it says what is known or is older than all that is kept.</returns>
    public long Put(in Milking milking)
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

        if (Count < Length)
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
        Raw.Write<Milking>(writer, _milkings.AsSpan(0, Count));
    }

    public void Load(BinaryReader reader)
    {
        Count = Math.Clamp(reader.ReadInt32(), 0, Length);
        Raw.Read(reader, _milkings.AsSpan(0, Count));
    }

    private static ReadOnlySpan<byte> Bytes(in Milking milking) => MemoryMarshal.AsBytes(new ReadOnlySpan<Milking>(in milking));
}
