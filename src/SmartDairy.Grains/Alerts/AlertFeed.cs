using System.Runtime.CompilerServices;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Follows the farms' alert events in the store, by their numbers: whichever silo wrote them, none is missed and none comes twice. What this process writes is seen at
/// once, what others write within half a second. However many watch a farm, one of them asks the store; who is behind reads what he missed from it. While
/// the store is away all wait, and go on where they were.
/// </summary>
public sealed class AlertFeed(IAlertStore store, TimeProvider time, AlertPublisher? publisher = null) : IAlertFeed
{
    private const int PageSize = 500;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Dictionary<int, (FarmAlertLog Events, int Watchers)> _farms = [];

    public async IAsyncEnumerable<AlertChange> ReadChangesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Subscribe(farmId);
        try
        {
            var after = await events.StartAsync(cancellationToken);
            while (true)
            {
                // Asked for before reading: what comes in between then ends the wait at once.
                var next = events.WaitForChangesAsync();
                var changes = events.ChangesAfter(after);
                if (changes is null)
                {
                    try
                    {
                        changes = await store.ListChangesAsync(farmId, after, PageSize, cancellationToken);
                    }
                    catch (HistoryUnavailableException)
                    {
                        await Task.Delay(RetryDelay, time, cancellationToken);
                        continue;
                    }
                }

                foreach (var change in changes)
                {
                    yield return change;
                    after = change.Event.Sequence;
                }

                if (changes.Count == 0)
                {
                    await next.WaitAsync(cancellationToken);
                }
            }
        }
        finally
        {
            Unsubscribe(farmId);
        }
    }

    private FarmAlertLog Subscribe(int farmId)
    {
        lock (_lock)
        {
            if (!_farms.TryGetValue(farmId, out var farm))
            {
                farm = (new FarmAlertLog(farmId, store, time, publisher), 0);
            }

            _farms[farmId] = (farm.Events, farm.Watchers + 1);
            return farm.Events;
        }
    }

    private void Unsubscribe(int farmId)
    {
        lock (_lock)
        {
            var (events, watchers) = _farms[farmId];
            if (watchers > 1)
            {
                _farms[farmId] = (events, watchers - 1);
            }
            else
            {
                _farms.Remove(farmId);
                events.Dispose();
            }
        }
    }
}
