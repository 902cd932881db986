using SmartDairy.Contracts.Refusals;

namespace SmartDairy.History.Herds;

/// <summary>Changes of one row that depend on the row as it is.</summary>
public static class HerdStoreExtensions
{
    private const int MaxAttempts = 10;

    /// <summary>
    /// Reads a row, decides what it becomes and writes that, expecting the revision that was read. When another writer was faster, the row
    /// is read and decided anew, so no write is lost.
    /// </summary>
    /// <param name="store">Holds the row.</param>
    /// <param name="kind">Kind of the row.</param>
    /// <param name="farmId">Farm of the row.</param>
    /// <param name="id">Id of the row within farm and kind.</param>
    /// <param name="decide">
    /// Maps the value that is stored now, null when there is none, to the value to store. The value it was given, or null, writes nothing.
    /// May run several times.
    /// </param>
    /// <param name="modified">Time of the change by the writer's clock, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the attempts; a write that was handed to the store may still happen.</param>
    /// <returns>The last answer of <paramref name="decide"/>.</returns>
    /// <exception cref="RefusedException">CONFLICT: ten times in a row another writer was faster.</exception>
    /// <exception cref="HistoryUnavailableException">The store does not answer.</exception>
    public static async Task<T?> UpdateAsync<T>(
        this IHerdStore store, HerdRecordKind<T> kind, int farmId, string id, Func<T?, T?> decide, long modified,
        CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var row = await store.FindAsync(farmId, kind.Name, id, cancellationToken);
            var known = row is null ? null : kind.FromRecord(row);
            var decided = decide(known);
            if (decided is null || ReferenceEquals(decided, known)
                || await store.WriteAsync([kind.ToWrite(decided, modified, row?.Revision ?? 0)], cancellationToken))
            {
                return decided;
            }
        }

        throw new RefusedException(RefusalKind.Conflict, $"The {kind.Name} '{id}' changes too often to be written.", "Try again.");
    }
}
