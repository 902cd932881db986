using System.Runtime.CompilerServices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.History;

internal static class Prefetch
{
    /// <summary>Batches one after the other until an empty one, the next being read while the last is looked at.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Reading>> ReadOneAheadAsync(
        Func<Task<IReadOnlyList<Reading>>> readNext, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var coming = readNext();
        try
        {
            while (await coming is { Count: > 0 } batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                coming = readNext();
                yield return batch;
            }
        }
        finally
        {
            // A taker who leaves early must not leave a read behind that still uses the cursor.
            await coming.ContinueWith(static done => _ = done.Exception, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
