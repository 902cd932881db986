using System.Runtime.CompilerServices;

namespace SmartDairy.GraphQL.Loading;

/// <summary>A feed joined before its first reader asks, so that nothing after the start of a subscription is missed.</summary>
public static class EagerStream
{
    /// <param name="source">A feed that is joined at the first move.</param>
    /// <param name="select">What is passed on; null leaves an item out.</param>
    /// <param name="cancellationToken">Ends the feed, even when nobody ever reads it.</param>
    public static IAsyncEnumerable<TOut> Start<TIn, TOut>(
        IAsyncEnumerable<TIn> source, Func<TIn, TOut?> select, CancellationToken cancellationToken)
        where TOut : class
    {
        var items = source.GetAsyncEnumerator(cancellationToken);
        // Runs to the feed's first wait: by then it has joined.
        var first = items.MoveNextAsync().AsTask();
        return ReadAsync(items, first, select, cancellationToken);
    }

    private static async IAsyncEnumerable<TOut> ReadAsync<TIn, TOut>(
        IAsyncEnumerator<TIn> items, Task<bool> first, Func<TIn, TOut?> select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TOut : class
    {
        try
        {
            for (var more = await first.WaitAsync(cancellationToken); more; more = await items.MoveNextAsync())
            {
                if (select(items.Current) is { } item)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            // An iterator must not be disposed in the middle of a move; the token that ends the reader ends the move too.
            if (first.IsCompleted)
            {
                await items.DisposeAsync();
            }
            else
            {
                _ = first.ContinueWith(
                    static (_, state) => ((IAsyncDisposable)state!).DisposeAsync().AsTask(), items, TaskScheduler.Default);
            }
        }
    }
}
