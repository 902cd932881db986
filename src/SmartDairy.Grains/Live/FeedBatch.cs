using System.Runtime.CompilerServices;

namespace SmartDairy.Grains.Live;

/// <summary>What a watch got since the last pulse, and a sign of life every second when it got nothing.</summary>
/// <param name="Watermark">Unix milliseconds: whatever was offered to the watch before then is in this pulse or an earlier one.</param>
/// <param name="ItemsDropped">Items were dropped since the last pulse.</param>
/// <param name="Items">In order, at most <see cref="MaxItems"/>.</param>
internal readonly record struct FeedBatch<T>(long Watermark, bool ItemsDropped, T[] Items)
{
    public const int MaxItems = 512;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);

    /// <summary>The first comes at once, and says that the watch began. Waiting for the next is what makes batches: while one is on its way the next gathers.</summary>
    public static async IAsyncEnumerable<FeedBatch<T>> ReadAsync(FeedSubscription<T> watch, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval, time);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        var arrival = watch.Reader.WaitToReadAsync(cancellationToken).AsTask();
        var items = new List<T>();
        var proven = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            // Read before the items are: what comes in between may be in this pulse already, never before it and missing.
            var at = time.GetUtcNow().ToUnixTimeMilliseconds();
            items.Clear();
            while (items.Count < MaxItems && watch.Reader.TryRead(out var item))
            {
                items.Add(item);
            }

            var more = items.Count == MaxItems;
            proven = more ? proven : at;
            yield return new FeedBatch<T>(proven, watch.TakeDropped(), [.. items]);
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
                arrival = watch.Reader.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }
}
