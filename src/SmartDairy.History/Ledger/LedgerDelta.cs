using System.Runtime.InteropServices;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.History.Ledger;

/// <summary>
/// What one commit adds to the ledger. One row a commit instead of one upsert a device: that is what keeps counting cheap.
/// </summary>
internal sealed class LedgerDelta
{
    private readonly Dictionary<LedgerKey, MessageCounts> _counts = [];
    private byte[] _buffer = new byte[4096];

    public int Count => _counts.Count;

    public Dictionary<LedgerKey, MessageCounts>.Enumerator GetEnumerator() => _counts.GetEnumerator();

    public void Add(LedgerKey key, MessageCounts counts)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _);
        sum += counts;
    }

    public void Clear() => _counts.Clear();

    /// <summary>Five LEB128 numbers an entry: farm, device, stored, duplicate, rejected.</summary>
    public ReadOnlySpan<byte> Encode()
    {
        const int LongestEntry = 5 * 10;
        if (_buffer.Length < _counts.Count * LongestEntry)
        {
            _buffer = new byte[_counts.Count * LongestEntry * 2];
        }

        var length = 0;
        foreach (var (key, counts) in _counts)
        {
            Write((uint)key.Farm, ref length);
            Write((uint)key.Device, ref length);
            Write((ulong)counts.Stored, ref length);
            Write((ulong)counts.Duplicate, ref length);
            Write((ulong)counts.Rejected, ref length);
        }

        return _buffer.AsSpan(0, length);
    }

    public void Decode(ReadOnlySpan<byte> blob)
    {
        while (!blob.IsEmpty)
        {
            var key = new LedgerKey((int)(uint)Read(ref blob), (int)(uint)Read(ref blob));
            Add(key, new MessageCounts((long)Read(ref blob), (long)Read(ref blob), (long)Read(ref blob)));
        }
    }

    private static ulong Read(ref ReadOnlySpan<byte> blob)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = blob[0];
            blob = blob[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private void Write(ulong value, ref int length)
    {
        while (value >= 0x80)
        {
            _buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[length++] = (byte)value;
    }
}
