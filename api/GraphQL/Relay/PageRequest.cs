using SmartDairy.Api.GraphQL.Errors;

namespace SmartDairy.Api.GraphQL.Relay;

/// <summary>Which page is wanted.</summary>
/// <param name="First">How many items, 1 to 500.</param>
/// <param name="AfterKey">Sort key of the item before the page; null for the beginning.</param>
public readonly record struct PageRequest(int First, string? AfterKey)
{
    /// <summary>Most items a page may have.</summary>
    public const int MaxFirst = 500;

    /// <summary>Items of a page that does not say.</summary>
    public const int DefaultFirst = 50;

    /// <summary>Checks the arguments <c>first</c> and <c>after</c>.</summary>
    /// <exception cref="InvalidArgumentException">Out of bounds, or not a cursor.</exception>
    public static PageRequest Parse(int? first, string? after)
    {
        var count = first ?? DefaultFirst;
        if (count is < 1 or > MaxFirst)
            throw new InvalidArgumentException($"'first' is {count}; it must be from 1 to {MaxFirst}.", "Page through with 'after'.");
        return new(count, Cursor.Decode(after));
    }

    /// <summary>A page of which the store already gave the items, and one more where there is one.</summary>
    /// <param name="items">At most <see cref="First"/> + 1 items that follow <see cref="AfterKey"/>.</param>
    /// <param name="keyOf">Sort key of an item, unique in the list.</param>
    /// <param name="totalCount">Items on all pages together.</param>
    public Connection<T> ToConnection<T>(IReadOnlyList<T> items, Func<T, string> keyOf, int totalCount)
    {
        var edges = new List<Edge<T>>(Math.Min(items.Count, First));
        for (var i = 0; i < items.Count && i < First; i++) edges.Add(new(Cursor.Encode(keyOf(items[i])), items[i]));
        var info = new PageInfo(
            items.Count > First, AfterKey is not null, edges.Count > 0 ? edges[0].Cursor : null, edges.Count > 0 ? edges[^1].Cursor : null);
        return new(edges, info, totalCount);
    }

    /// <summary>A page of a whole list in memory.</summary>
    /// <param name="all">Every item, in ascending order by <paramref name="keyOf"/> under <paramref name="order"/>.</param>
    /// <param name="keyOf">Sort key of an item, unique in the list.</param>
    /// <param name="order">How keys compare; null for ordinal text.</param>
    public Connection<T> Slice<T>(IReadOnlyList<T> all, Func<T, string> keyOf, IComparer<string>? order = null)
    {
        var start = AfterKey is null ? 0 : FirstAfter(all, keyOf, AfterKey, order ?? StringComparer.Ordinal);
        var items = new List<T>(First + 1);
        for (var i = start; i < all.Count && i < start + First + 1; i++) items.Add(all[i]);
        return ToConnection(items, keyOf, all.Count);
    }

    private static int FirstAfter<T>(IReadOnlyList<T> all, Func<T, string> keyOf, string key, IComparer<string> order)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (order.Compare(keyOf(all[middle]), key) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
