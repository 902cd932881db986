using System.Collections.Concurrent;

namespace SmartDairy.Herd;

/// <summary>Looks up many keys side by side, a bounded number at a time.</summary>
public static class ParallelLookup
{
    private const int MaxParallelQueries = 16;

    /// <summary>Calls <paramref name="loadAsync"/> once for each key, at most 16 at a time. Fails as a whole when one call fails.</summary>
    /// <param name="keys">Keys to look up, each once.</param>
    /// <param name="loadAsync">Loads the value of one key.</param>
    /// <param name="cancellationToken">Ends the lookups.</param>
    /// <returns>The value of every key.</returns>
    public static async Task<IReadOnlyDictionary<TKey, TValue>> LoadEachAsync<TKey, TValue>(
        IReadOnlyCollection<TKey> keys, Func<TKey, CancellationToken, Task<TValue>> loadAsync, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var found = new ConcurrentDictionary<TKey, TValue>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelQueries, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys, options, async (key, stop) => found[key] = await loadAsync(key, stop));
        return found;
    }
}
