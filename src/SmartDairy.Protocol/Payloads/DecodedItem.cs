using System.Runtime.CompilerServices;
using SmartDairy.Protocol.Payloads.Fields;

namespace SmartDairy.Protocol.Payloads;

/// <summary>The decoded members of an item. Members that the message did not contain are null, or NaN in <see cref="Values"/>.</summary>
internal ref struct DecodedItem
{
    /// <summary>Event time, Unix milliseconds; null when the message has no timestamp.</summary>
    public long? Timestamp;
    public long? StartedAt;
    public long? EndedAt;
    public int? AntennaId;

    /// <summary>The device's own quality score, 0 to 100; 100 when the message has none.</summary>
    public int QualityScore;
    public long? MessageId;
    public long? Sequence;
    public double[] Values;

    /// <summary>True when the item is a batch; all other members are then meaningless.</summary>
    public bool IsBatch;

    /// <summary>True when the message contains at least one group of values.</summary>
    public bool HasValueGroup;

    /// <summary>True when a group contains a non-null member without a column.</summary>
    public bool HasUnknownValue;
    private Texts _texts;
    private uint _flagsKnown;
    private uint _flags;

    public readonly string? GetText(TextSlot slot) => _texts[(int)slot];

    public void SetText(int slot, string? text) => _texts[slot] = text;

    /// <summary>Null when the message does not contain the flag.</summary>
    public readonly bool? GetFlag(FlagSlot slot) => (_flagsKnown >> (int)slot & 1) == 0 ? null : (_flags >> (int)slot & 1) != 0;

    public readonly bool HasFlags => _flagsKnown != 0;

    public void SetFlag(int slot, bool value)
    {
        _flagsKnown |= 1U << slot;
        _flags |= (value ? 1U : 0U) << slot;
    }

    [InlineArray((int)TextSlot.Count)]
    private struct Texts
    {
        private string? _first;
    }
}
