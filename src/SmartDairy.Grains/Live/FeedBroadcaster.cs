using System.Collections.Concurrent;

namespace SmartDairy.Grains.Live;

/// <summary>
/// Hands items to the subscribers of a farm in this process. Publishing for a farm without subscribers costs one dictionary look-up.
/// </summary>
/// <param name="onLastUnsubscribed">Called with a farm whose last subscriber left; another one may have joined since. Null for no
/// call.</param>
public sealed class FeedBroadcaster<T>(Action<int>? onLastUnsubscribed = null)
{
    private readonly ConcurrentDictionary<int, FeedSubscription<T>[]> _farms = new();

    /// <summary>True while a farm has subscribers.</summary>
    public bool HasSubscribers(int farmId) => _farms.ContainsKey(farmId);

    /// <summary>Hands an item to the subscribers of a farm.</summary>
    public void Publish(int farmId, T item)
    {
        if (_farms.TryGetValue(farmId, out var subscribers))
        {
            foreach (var subscriber in subscribers)
            {
                subscriber.Write(item);
            }
        }
    }

    /// <summary>Subscribes at this call: the subscription misses nothing published after it.</summary>
    public FeedSubscription<T> Subscribe(int farmId)
    {
        var subscription = new FeedSubscription<T>(leaving => Unsubscribe(farmId, leaving));
        _farms.AddOrUpdate(farmId, _ => [subscription], (_, subscribers) => [.. subscribers, subscription]);
        return subscription;
    }

    private void Unsubscribe(int farmId, FeedSubscription<T> subscription)
    {
        while (_farms.TryGetValue(farmId, out var subscribers) && Array.IndexOf(subscribers, subscription) >= 0)
        {
            var rest = Array.FindAll(subscribers, other => other != subscription);
            if (rest.Length > 0)
            {
                if (_farms.TryUpdate(farmId, rest, subscribers))
                {
                    return;
                }
            }
            else if (_farms.TryRemove(new(farmId, subscribers)))
            {
                onLastUnsubscribed?.Invoke(farmId);
                return;
            }
        }
    }
}
