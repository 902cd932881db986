using System.Collections.Concurrent;

namespace SmartDairy.History.Ledger;

/// <summary>
/// Counts the publishes that this silo has received and not settled: once on receipt, and again when the delivery is settled, whatever the
/// outcome. One publish counts one, however many readings it holds. Settled messages are counted in history, by reading.
/// </summary>
public sealed class IntakeLedger
{
    private readonly ConcurrentDictionary<int, FarmCounters> _farms = new();

    /// <summary>Counts a received publish. <paramref name="farmId"/> is 0 when the farm is not known.</summary>
    public void MarkReceived(int farmId)
    {
        Interlocked.Increment(ref GetCounters(farmId).Received);
        IntakeMetrics.Received();
    }

    /// <summary>Counts a settled publish: stored, rejected or abandoned. Once for each <see cref="MarkReceived"/>.</summary>
    public void MarkSettled(int farmId)
    {
        Interlocked.Increment(ref GetCounters(farmId).Settled);
        IntakeMetrics.Settled();
    }

    /// <summary>Publishes of a farm received and not settled, 0 or more.</summary>
    public long Pending(int farmId) => _farms.TryGetValue(farmId, out var counters) ? counters.Pending : 0;

    /// <summary>Publishes received since this silo started, and those of them that are pending, over all farms.</summary>
    public (long Taken, long Pending) GetTotals()
    {
        long taken = 0;
        long pending = 0;
        foreach (var (_, counters) in _farms)
        {
            taken += Interlocked.Read(ref counters.Received);
            pending += counters.Pending;
        }

        return (taken, pending);
    }

    private FarmCounters GetCounters(int farmId)
        => _farms.TryGetValue(farmId, out var counters) ? counters : _farms.GetOrAdd(farmId, _ => new FarmCounters());

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
