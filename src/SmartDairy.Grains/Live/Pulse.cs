using System.Runtime.CompilerServices;

namespace SmartDairy.Grains.Live;

/// <summary>What a watch got since the last pulse, and a sign of life every second when it got nothing.</summary>
/// <param name="At">Unix milliseconds: whatever was offered to the watch before then is in this pulse or an earlier one.</param>
/// <param name="Lost">Items were dropped since the last pulse.</param>
/// <param name="Items">In order, at most <see cref="Most"/>.</param>
internal readonly record struct Pulse<T>(long At, bool Lost, T[] Items)
{
    public const int Most = 512;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>The first comes at once, and says that the watch began. Waiting for the next is what makes batches: while one is on its way the next gathers.</summary>
    public static async IAsyncEnumerable<Pulse<T>> OfAsync(LiveWatch<T> watch, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Period, time);
        var tick = timer.WaitForNextTickAsync(cancellation).AsTask();
        var arrival = watch.Reader.WaitToReadAsync(cancellation).AsTask();
        var items = new List<T>();
        var proven = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            // Read before the items are: what comes in between may be in this pulse already, never before it and missing.
            var at = time.GetUtcNow().ToUnixTimeMilliseconds();
            items.Clear();
            while (items.Count < Most && watch.Reader.TryRead(out var item))
            {
                items.Add(item);
            }

            var more = items.Count == Most;
            proven = more ? proven : at;
            yield return new Pulse<T>(proven, watch.TakeLost(), [.. items]);
            if (more)
            {
                continue;
            }

            await Task.WhenAny(tick, arrival);
            cancellation.ThrowIfCancellationRequested();
            if (tick.IsCompleted)
            {
                await tick;
                tick = timer.WaitForNextTickAsync(cancellation).AsTask();
            }

            if (arrival.IsCompleted)
            {
                await arrival;
                arrival = watch.Reader.WaitToReadAsync(cancellation).AsTask();
            }
        }
    }
}
