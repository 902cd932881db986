using System.Runtime.CompilerServices;

namespace SmartDairy.History.Herds;

/// <summary>
/// Follows what is written of herds, by the numbers of the writes: whichever process wrote it, nothing is missed and nothing comes twice,
/// half a second later at most. However many watch a farm, one of them looks for its newest number; rows are read once there is something
/// new. While the store is away all wait, and go on where they were.
/// </summary>
public sealed class HerdRecordFeed(IHerdStore store, TimeProvider time)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Dictionary<(int FarmId, string Kind), (RevisionPoller Pulse, int Watchers)> _pollers = [];

    /// <summary>The number of the last write of that kind; 0 before the first.</summary>
    public async Task<long> GetLastRevisionAsync(int farmId, string kind, CancellationToken cancellationToken)
    {
        var last =
            await store.ListAsync(new()
            { FarmId = farmId, Kind = kind, Order = HerdRecordOrder.ByRevisionDescending }, 1, cancellationToken);
        return last.Count == 0 ? 0 : last[0].Revision;
    }

    /// <summary>
    /// Every row of a kind that is written after a number of <see cref="GetLastRevisionAsync"/>, in order. Of writes to one row that follow
    /// each other within a moment only the last may be seen. Ends when it is cancelled.
    /// </summary>
    public async IAsyncEnumerable<HerdRecord> FollowAsync(
        int farmId, string kind, long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pulse = Subscribe(farmId, kind);
        try
        {
            var query = new HerdQuery { FarmId = farmId, Kind = kind, Order = HerdRecordOrder.ByRevision };
            while (true)
            {
                await pulse.WaitForRevisionAfterAsync(afterRevision).WaitAsync(cancellationToken);
                IReadOnlyList<HerdRecord> rows;
                try
                {
                    rows = await store.ListAsync(query with { AfterRevision = afterRevision }, BatchSize, cancellationToken);
                }
                catch (HistoryUnavailableException)
                {
                    await Task.Delay(PollInterval, time, cancellationToken);
                    continue;
                }

                foreach (var row in rows)
                {
                    yield return row;
                    afterRevision = row.Revision;
                }
            }
        }
        finally
        {
            Unsubscribe(farmId, kind);
        }
    }

    private RevisionPoller Subscribe(int farmId, string kind)
    {
        lock (_lock)
        {
            var (pulse, watchers) = _pollers.TryGetValue((farmId, kind), out var known)
                ? known
                : (new RevisionPoller(cancellationToken => GetLastRevisionAsync(farmId, kind, cancellationToken), PollInterval, time), 0);
            _pollers[(farmId, kind)] = (pulse, watchers + 1);
            return pulse;
        }
    }

    private void Unsubscribe(int farmId, string kind)
    {
        lock (_lock)
        {
            var (pulse, watchers) = _pollers[(farmId, kind)];
            if (watchers > 1)
            {
                _pollers[(farmId, kind)] = (pulse, watchers - 1);
                return;
            }

            _pollers.Remove((farmId, kind));
            pulse.Dispose();
        }
    }
}
