using System.Collections.Concurrent;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// The bindings of each farm, cached in this silo. A change refreshes them at once (<see cref="RefreshAsync"/>); otherwise rows written
/// since are read once a minute, which costs one small query.
/// </summary>
public sealed class BindingCache(IHerdStore store, TimeProvider time)
{
    private const int Page = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, CacheEntry> _entries = new();
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _readLocks = new();

    /// <summary>The farm's bindings.</summary>
    /// <exception cref="History.HistoryUnavailableException">The bindings were never read and cannot be read now.</exception>
    public ValueTask<BindingSet> GetAsync(int farmId)
        => _entries.TryGetValue(farmId, out var known) && time.GetElapsedTime(known.ReadAt) < MaxAge
            ? new(known.Book)
            : new(ReadAsync(farmId, force: false));

    /// <summary>Reads the rows that were written since the last read.</summary>
    public Task<BindingSet> RefreshAsync(int farmId) => ReadAsync(farmId, force: true);

    private async Task<BindingSet> ReadAsync(int farmId, bool force)
    {
        var gate = _readLocks.GetOrAdd(farmId, static _ => new SemaphoreSlim(1));
        await gate.WaitAsync();
        try
        {
            var known = _entries.GetValueOrDefault(farmId);
            if (!force && known is not null && time.GetElapsedTime(known.ReadAt) < MaxAge)
            {
                return known.Book;
            }

            var began = time.GetTimestamp();
            var (book, revision) = (known?.Book ?? BindingSet.Empty, known?.Revision ?? 0);
            while (true)
            {
                var query = new HerdQuery
                { FarmId = farmId, Kind = HerdRecordKinds.Bindings.Name, AfterRevision = revision, Order = HerdRecordOrder.ByRevision };
                var rows = await store.ListAsync(query, Page, CancellationToken.None);
                if (rows.Count > 0)
                {
                    book = book.With([.. rows.Select(HerdRecordKinds.Bindings.FromRecord)]);
                    revision = rows[^1].Revision;
                }

                if (rows.Count < Page)
                {
                    _entries[farmId] = new CacheEntry(book, revision, began);
                    return book;
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed record CacheEntry(BindingSet Book, long Revision, long ReadAt);
}
