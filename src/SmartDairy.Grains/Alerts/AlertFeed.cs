using System.Runtime.CompilerServices;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Follows the alert events of farms in the store by their numbers, so that no event is missed or repeated, whichever silo wrote it. Events
/// written by this process are seen at once, others within half a second. All subscribers of a farm share one reader; a subscriber that
/// falls behind reads the missed events from the store. While the store is away all subscribers wait and continue where they were.
/// </summary>
public sealed class AlertFeed(IAlertStore store, TimeProvider time, AlertPublisher? publisher = null) : IAlertFeed
{
    private const int PageSize = 500;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Dictionary<int, (FarmAlertLog Events, int Subscribers)> _farms = [];

    public async IAsyncEnumerable<AlertChange> ReadChangesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Subscribe(farmId);
        try
        {
            var after = await events.StartAsync(cancellationToken);
            while (true)
            {
                // Taken before reading, so that an event in between ends the wait at once.
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

            _farms[farmId] = (farm.Events, farm.Subscribers + 1);
            return farm.Events;
        }
    }

    private void Unsubscribe(int farmId)
    {
        lock (_lock)
        {
            var (events, subscribers) = _farms[farmId];
            if (subscribers > 1)
            {
                _farms[farmId] = (events, subscribers - 1);
            }
            else
            {
                _farms.Remove(farmId);
                events.Dispose();
            }
        }
    }
}
