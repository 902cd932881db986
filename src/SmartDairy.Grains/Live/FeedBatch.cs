using System.Runtime.CompilerServices;

namespace SmartDairy.Grains.Live;

/// <summary>The items of a subscription since its last batch. Without items, an empty batch is sent every second as a heartbeat.</summary>
/// <param name="Watermark">Unix milliseconds: everything published before this time is in this batch or an earlier one.</param>
/// <param name="ItemsDropped">True when items were dropped since the last batch.</param>
/// <param name="Items">The items in order, at most <see cref="MaxItems"/>; may be empty.</param>
internal readonly record struct FeedBatch<T>(long Watermark, bool ItemsDropped, T[] Items)
{
    /// <summary>The most items of a batch.</summary>
    public const int MaxItems = 512;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads batches. The first one comes at once and confirms the subscription. Further items gather while a batch is on its way.
    /// </summary>
    public static async IAsyncEnumerable<FeedBatch<T>> ReadAsync(
        FeedSubscription<T> subscription, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval, time);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var arrival = subscription.Reader.WaitToReadAsync(cancellationToken).AsTask();
        var items = new List<T>();
        var watermark = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            // Taken before the items are read: an item published in between may be in this batch already but is never missing from it and
            // from the next.
            var at = time.GetUtcNow().ToUnixTimeMilliseconds();
            items.Clear();
            while (items.Count < MaxItems && subscription.Reader.TryRead(out var item))
            {
                items.Add(item);
            }

            var more = items.Count == MaxItems;
            watermark = more ? watermark : at;
            yield return new FeedBatch<T>(watermark, subscription.TakeDropped(), [.. items]);
            if (more)
            {
                continue;
            }

            await Task.WhenAny(tick, arrival);
            cancellationToken.ThrowIfCancellationRequested();
            if (tick.IsCompleted)
            {
                await tick;
                tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }

            if (arrival.IsCompleted)
            {
                await arrival;
                arrival = subscription.Reader.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }
}
