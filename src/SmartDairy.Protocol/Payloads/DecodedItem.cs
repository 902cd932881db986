using System.Runtime.CompilerServices;
using SmartDairy.Protocol.Payloads.Fields;

namespace SmartDairy.Protocol.Payloads;

/// <summary>What was read of an item so far, before it is known whether it becomes a reading.</summary>
internal ref struct DecodedItem
{
    /// <summary>Null when the message had none.</summary>
    public long? Timestamp;
    public long? StartedAt;
    public long? EndedAt;
    public int? AntennaId;

    /// <summary>The device's own score; 100 when it gave none.</summary>
    public int QualityScore;
    public long? MessageId;
    public long? Sequence;
    public double[] Values;

    /// <summary>Set when the item turned out to be a batch; nothing else counts then.</summary>
    public bool IsBatch;

    /// <summary>Set when a group with the message's own values was there at all.</summary>
    public bool HasValueGroup;

    /// <summary>Set when a group held a member that has no column.</summary>
    public bool HasUnknownValue;
    private Texts _texts;
    private uint _flagsKnown;
    private uint _flags;

    public readonly string? GetText(TextSlot slot) => _texts[(int)slot];

    public void SetText(int slot, string? text) => _texts[slot] = text;

    /// <summary>Null when the message did not say.</summary>
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
