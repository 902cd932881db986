using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;

namespace SmartDairy.History.Postgres.Ledger;

/// <summary>
/// One writer's deltas that were counted and not yet folded. A writer commits one after another, so the last one seen says that all before
/// it were.
/// </summary>
internal sealed class WriterDeltas
{
    private readonly Queue<(long Sequence, List<KeyValuePair<LedgerKey, MessageCounts>> Entries)> _uncompacted = new();

    public long LastSequence { get; private set; }

    public void Add(long sequence, List<KeyValuePair<LedgerKey, MessageCounts>> entries)
    {
        LastSequence = sequence;
        _uncompacted.Enqueue((sequence, entries));
    }

    /// <summary>The counters hold everything up to this one now: what was counted of it apart.</summary>
    public IEnumerable<KeyValuePair<LedgerKey, MessageCounts>> RemoveUpTo(long folded)
    {
        LastSequence = Math.Max(LastSequence, folded);
        while (_uncompacted.TryPeek(out var oldest) && oldest.Sequence <= folded)
        {
            foreach (var entry in _uncompacted.Dequeue().Entries)
            {
                yield return entry;
            }
        }
    }
}
