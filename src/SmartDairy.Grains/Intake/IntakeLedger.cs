using System.Collections.Concurrent;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Grains.Intake;

/// <summary>
/// Counts messages where they come in, independently of where they are committed, so that a message lost on the way shows as one that stays
/// pending for ever. Everything settled before this process started was received by definition: that is where the count begins.
/// </summary>
public sealed class IntakeLedger
{
    private readonly ConcurrentDictionary<int, StrongBox> _farms = new();

    /// <summary>Sets where a farm's count begins. Called once a farm, before its first message.</summary>
    public void Begin(int farmId, MessageCounts settled) => Box(farmId).Base = settled.Settled;

    /// <summary>Counts messages in. Negative takes back what was counted for a publish that turned out to hold no reading, or that its sender must send again.</summary>
    public void Count(int farmId, int messages)
    {
        Interlocked.Add(ref Box(farmId).Count, messages);
        IntakeMetrics.Received(messages);
    }

    /// <summary>Notes how many messages a publish turned out to be: none for a status, one for each item of a batch, one for what is refused as a whole.</summary>
    public void Recount(InboundMessage message, int farmId, int items)
    {
        if (message.Items != items)
        {
            Count(farmId, items - message.Items);
            message.Items = items;
        }
    }

    /// <summary>Messages received by this process and everything settled before it.</summary>
    public long Received(int farmId)
    {
        var box = Box(farmId);
        return box.Base + Interlocked.Read(ref box.Count);
    }

    private StrongBox Box(int farmId) => _farms.TryGetValue(farmId, out var box) ? box : _farms.GetOrAdd(farmId, _ => new StrongBox());

    private sealed class StrongBox
    {
        public long Base;
        public long Count;
    }
}
