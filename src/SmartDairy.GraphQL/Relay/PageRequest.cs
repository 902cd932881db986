using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Relay;

/// <summary>A requested page.</summary>
/// <param name="First">Number of items, 1 to 500.</param>
/// <param name="AfterKey">Sort key of the last item before the page; null for the first page.</param>
public readonly record struct PageRequest(int First, string? AfterKey)
{
    /// <summary>Largest number of items on a page.</summary>
    public const int MaxFirst = 500;

    /// <summary>Number of items on a page when not given.</summary>
    public const int DefaultFirst = 50;

    /// <summary>Checks the arguments <c>first</c> and <c>after</c>.</summary>
    /// <exception cref="InvalidArgumentException"><c>first</c> is out of range, or <c>after</c> is not a cursor.</exception>
    public static PageRequest Parse(int? first, string? after)
    {
        var count = first ?? DefaultFirst;
        if (count is < 1 or > MaxFirst)
        {
            throw new InvalidArgumentException($"'first' is {count}; it must be from 1 to {MaxFirst}.", "Page through with 'after'.");
        }

        return new(count, Cursor.Decode(after));
    }

    /// <summary>A page of items read from the store, which returns one item more than the page when another page follows.</summary>
    /// <param name="items">At most <see cref="First"/> + 1 items that follow <see cref="AfterKey"/>.</param>
    /// <param name="keyOf">Sort key of an item, unique in the list.</param>
    /// <param name="totalCount">Items on all pages together.</param>
    public Connection<T> ToConnection<T>(IReadOnlyList<T> items, Func<T, string> keyOf, int totalCount)
    {
        var edges = new List<Edge<T>>(Math.Min(items.Count, First));
        for (var i = 0; i < items.Count && i < First; i++)
        {
            edges.Add(new(Cursor.Encode(keyOf(items[i])), items[i]));
        }

        var info = new PageInfo(
            items.Count > First, AfterKey is not null, edges.Count > 0 ? edges[0].Cursor : null, edges.Count > 0 ? edges[^1].Cursor : null);
        return new(edges, info, totalCount);
    }

    /// <summary>A page of a list that is entirely in memory.</summary>
    /// <param name="all">All items in ascending order of <paramref name="keyOf"/>, compared by <paramref name="order"/>.</param>
    /// <param name="keyOf">Sort key of an item, unique in the list.</param>
    /// <param name="order">Comparison of keys; null for ordinal comparison.</param>
    public Connection<T> Slice<T>(IReadOnlyList<T> all, Func<T, string> keyOf, IComparer<string>? order = null)
    {
        var start = AfterKey is null ? 0 : FirstAfter(all, keyOf, AfterKey, order ?? StringComparer.Ordinal);
        var items = new List<T>(First + 1);
        for (var i = start; i < all.Count && i < start + First + 1; i++)
        {
            items.Add(all[i]);
        }

        return ToConnection(items, keyOf, all.Count);
    }

    private static int FirstAfter<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string key, IComparer<string> order)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (order.Compare(keyOf(all[middle]), key) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
