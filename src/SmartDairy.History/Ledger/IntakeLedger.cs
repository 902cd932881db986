using System.Collections.Concurrent;

namespace SmartDairy.History.Ledger;

/// <summary>
/// How many publishes this silo took over and has not settled: counted when it takes one, and again when that one's delivery is settled, whatever
/// the outcome. One publish counts one, however many readings it holds. What was settled is counted in history, by reading.
/// </summary>
public sealed class IntakeLedger
{
    private readonly ConcurrentDictionary<int, FarmCounters> _farms = new();

    /// <summary>A publish was taken over. <paramref name="farmId"/> is 0 when its farm is not known.</summary>
    public void MarkReceived(int farmId)
    {
        Interlocked.Increment(ref GetCounters(farmId).Received);
        IntakeMetrics.Received();
    }

    /// <summary>The delivery of a publish is settled: stored, refused, or given back to its sender. Once for each <see cref="MarkReceived"/>.</summary>
    public void MarkSettled(int farmId)
    {
        Interlocked.Increment(ref GetCounters(farmId).Settled);
        IntakeMetrics.Settled();
    }

    /// <summary>Taken over and not settled, 0 or more.</summary>
    public long Pending(int farmId) => _farms.TryGetValue(farmId, out var box) ? box.Pending : 0;

    /// <summary>What was taken over since this silo started, and what of it is pending, over all farms.</summary>
    public (long Taken, long Pending) GetTotals()
    {
        long taken = 0;
        long pending = 0;
        foreach (var (_, box) in _farms)
        {
            taken += Interlocked.Read(ref box.Received);
            pending += box.Pending;
        }

        return (taken, pending);
    }

    private FarmCounters GetCounters(int farmId) => _farms.TryGetValue(farmId, out var box) ? box : _farms.GetOrAdd(farmId, _ => new FarmCounters());

    private sealed class FarmCounters
    {
        public long Received;
        public long Settled;

        // Settled first: read the other way round, what is settled in between could make the difference negative.
        public long Pending
        {
            get
            {
                var settled = Interlocked.Read(ref Settled);
                return Interlocked.Read(ref Received) - settled;
            }
        }
    }
}
