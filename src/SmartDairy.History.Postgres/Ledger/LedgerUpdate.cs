using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;

namespace SmartDairy.History.Postgres.Ledger;

/// <summary>What one look at the ledger's tables found new.</summary>
internal sealed class LedgerUpdate
{
    public long Generation { get; set; }

    public List<(LedgerKey Key, MessageCounts Counts)> Counters { get; } = [];

    public List<(long Writer, long Sequence)> CompactedUpTo { get; } = [];

    public List<(long Writer, long Sequence, byte[] Counts)> Deltas { get; } = [];
}
