using System.Runtime.CompilerServices;

namespace SmartDairy.History.Herds;

/// <summary>
/// Follows what is written of herds, by the numbers of the writes: whichever process wrote it, nothing is missed and nothing comes twice, half a second later at most. However
/// many watch a farm, one of them looks for its newest number; rows are read once there is something new. While the store is away all wait, and go on where they were.
/// </summary>
public sealed class HerdTail(IHerdStore store, TimeProvider time)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Dictionary<(int FarmId, string Kind), (HerdPulse Pulse, int Watchers)> _pulses = [];

    /// <summary>The number of the last write of that kind; 0 before the first.</summary>
    public async Task<long> LastAsync(int farmId, string kind, CancellationToken cancellation)
    {
        var last = await store.ListAsync(new() { FarmId = farmId, Kind = kind, Order = HerdOrder.LastWritten }, 1, cancellation);
        return last.Count == 0 ? 0 : last[0].Revision;
    }

    /// <summary>
    /// Every row of a kind that is written after a number of <see cref="LastAsync"/>, in order. Of writes to one row that follow each other within a moment only the last may be
    /// seen. Ends when it is cancelled.
    /// </summary>
    public async IAsyncEnumerable<HerdRecord> FollowAsync(int farmId, string kind, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pulse = Join(farmId, kind);
        try
        {
            var query = new HerdQuery { FarmId = farmId, Kind = kind, Order = HerdOrder.ByRevision };
            while (true)
            {
                await pulse.BeyondAsync(after).WaitAsync(cancellation);
                IReadOnlyList<HerdRecord> rows;
                try
                {
                    rows = await store.ListAsync(query with { AfterRevision = after }, AtOnce, cancellation);
                }
                catch (HistoryUnavailableException)
                {
                    await Task.Delay(Look, time, cancellation);
                    continue;
                }

                foreach (var row in rows)
                {
                    yield return row;
                    after = row.Revision;
                }
            }
        }
        finally
        {
            Leave(farmId, kind);
        }
    }

    private HerdPulse Join(int farmId, string kind)
    {
        lock (_lock)
        {
            var (pulse, watchers) = _pulses.TryGetValue((farmId, kind), out var known) ? known : (new HerdPulse(stop => LastAsync(farmId, kind, stop), Look, time), 0);
            _pulses[(farmId, kind)] = (pulse, watchers + 1);
            return pulse;
        }
    }

    private void Leave(int farmId, string kind)
    {
        lock (_lock)
        {
            var (pulse, watchers) = _pulses[(farmId, kind)];
            if (watchers > 1)
            {
                _pulses[(farmId, kind)] = (pulse, watchers - 1);
                return;
            }

            _pulses.Remove((farmId, kind));
            pulse.Dispose();
        }
    }
}
