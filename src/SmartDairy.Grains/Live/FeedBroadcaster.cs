using System.Collections.Concurrent;

namespace SmartDairy.Grains.Live;

/// <summary>Who watches which farm in this process, and what is handed to them. To publish for a farm that nobody watches costs one dictionary look-up.</summary>
/// <param name="onLastUnsubscribed">Told of a farm whose last watcher left; another may have joined since. Null: nobody is told.</param>
public sealed class FeedBroadcaster<T>(Action<int>? onLastUnsubscribed = null)
{
    private readonly ConcurrentDictionary<int, FeedSubscription<T>[]> _farms = new();

    public bool HasSubscribers(int farmId) => _farms.ContainsKey(farmId);

    public void Publish(int farmId, T item)
    {
        if (_farms.TryGetValue(farmId, out var watchers))
        {
            foreach (var watcher in watchers)
            {
                watcher.Write(item);
            }
        }
    }

    /// <summary>Joins at this call: whoever holds the watch misses nothing from now on.</summary>
    public FeedSubscription<T> Subscribe(int farmId)
    {
        var watch = new FeedSubscription<T>(leaving => Unsubscribe(farmId, leaving));
        _farms.AddOrUpdate(farmId, _ => [watch], (_, watchers) => [.. watchers, watch]);
        return watch;
    }

    private void Unsubscribe(int farmId, FeedSubscription<T> watch)
    {
        while (_farms.TryGetValue(farmId, out var watchers) && Array.IndexOf(watchers, watch) >= 0)
        {
            var rest = Array.FindAll(watchers, other => other != watch);
            if (rest.Length > 0)
            {
                if (_farms.TryUpdate(farmId, rest, watchers))
                {
                    return;
                }
            }
            else if (_farms.TryRemove(new(farmId, watchers)))
            {
                onLastUnsubscribed?.Invoke(farmId);
                return;
            }
        }
    }
}
