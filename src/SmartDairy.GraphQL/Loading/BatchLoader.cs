using GraphQL.DataLoader;

namespace SmartDairy.GraphQL.Loading;

/// <summary>
/// Collects the keys that sibling fields ask for and fetches them in one call. Get one through <see cref="LoaderExtensions"/>, one an
/// operation.
/// </summary>
/// <param name="fetch">Gives the values that exist; a missing key resolves to null (default).</param>
/// <param name="cacheKeys">Whether a key once loaded is kept for the operation; off for subscriptions, whose events must be fresh.</param>
/// <param name="maxBatch">Keys a call at most; more become calls side by side.</param>
public sealed class BatchLoader<TKey, TValue>(
    Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> fetch, bool cacheKeys = true, int maxBatch = 1000)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<(TKey Key, TaskCompletionSource<TValue?> Value)> _pending = [];

    /// <summary>Asks for a key; the engine dispatches the batch when no sibling can ask for more.</summary>
    public IDataLoaderResult<TValue?> Load(TKey key)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(key, out var value))
            {
                value = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _known[key] = value;
                _pending.Add((key, value));
            }
            return new Result(this, value.Task);
        }
    }

    private Task DispatchAsync(CancellationToken cancellationToken)
    {
        List<(TKey Key, TaskCompletionSource<TValue?> Value)> batch;
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                return Task.CompletedTask;
            }

            (batch, _pending) = (_pending, []);
            if (!cacheKeys)
            {
                foreach (var (key, _) in batch)
                {
                    _known.Remove(key);
                }
            }
        }
        return batch.Count <= maxBatch
            ? FetchAsync(batch, cancellationToken)
            : Task.WhenAll(batch.Chunk(maxBatch).Select(chunk => FetchAsync(chunk, cancellationToken)));
    }

    private async Task FetchAsync(IReadOnlyList<(TKey Key, TaskCompletionSource<TValue?> Value)> batch, CancellationToken cancellationToken)
    {
        try
        {
            var keys = new TKey[batch.Count];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = batch[i].Key;
            }

            var found = await fetch(keys, cancellationToken);
            foreach (var (key, value) in batch)
            {
                value.TrySetResult(found.TryGetValue(key, out var hit) ? hit : default);
            }
        }
        catch (Exception failure)
        {
            foreach (var (_, value) in batch)
            {
                value.TrySetException(failure);
            }
        }
    }

    private sealed class Result(BatchLoader<TKey, TValue> loader, Task<TValue?> value) : IDataLoaderResult<TValue?>
    {
        public async Task<TValue?> GetResultAsync(CancellationToken cancellationToken = default)
        {
            if (!value.IsCompleted)
            {
                await loader.DispatchAsync(cancellationToken);
            }

            return await value;
        }

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
            => await GetResultAsync(cancellationToken);
    }
}
