using System.Collections.Concurrent;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Who wears what, by farm, as this silo knows it. A change is told of at once (see <see cref="LearnAsync"/>); a book that was not told of for a minute is looked through for
/// what was written since, which costs one small query.
/// </summary>
public sealed class BindingBooks(IHerdStore store, TimeProvider time)
{
    private const int Page = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, Known> _books = new();
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _reading = new();

    /// <summary>The farm's book.</summary>
    /// <exception cref="History.HistoryUnavailableException">It was never read, and cannot be read now.</exception>
    public ValueTask<BindingBook> OfAsync(int farmId)
        => _books.TryGetValue(farmId, out var known) && time.GetElapsedTime(known.ReadAt) < Fresh ? new(known.Book) : new(ReadAsync(farmId, force: false));

    /// <summary>Reads what was written since.</summary>
    public Task<BindingBook> LearnAsync(int farmId) => ReadAsync(farmId, force: true);

    private async Task<BindingBook> ReadAsync(int farmId, bool force)
    {
        var gate = _reading.GetOrAdd(farmId, static _ => new SemaphoreSlim(1));
        await gate.WaitAsync();
        try
        {
            var known = _books.GetValueOrDefault(farmId);
            if (!force && known is not null && time.GetElapsedTime(known.ReadAt) < Fresh)
            {
                return known.Book;
            }

            var began = time.GetTimestamp();
            var (book, revision) = (known?.Book ?? BindingBook.Empty, known?.Revision ?? 0);
            while (true)
            {
                var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Bindings.Name, AfterRevision = revision, Order = HerdOrder.ByRevision };
                var rows = await store.ListAsync(query, Page, CancellationToken.None);
                if (rows.Count > 0)
                {
                    book = book.With([.. rows.Select(HerdKinds.Bindings.Read)]);
                    revision = rows[^1].Revision;
                }

                if (rows.Count < Page)
                {
                    _books[farmId] = new Known(book, revision, began);
                    return book;
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed record Known(BindingBook Book, long Revision, long ReadAt);
}
