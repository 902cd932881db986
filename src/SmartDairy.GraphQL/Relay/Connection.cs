namespace SmartDairy.GraphQL.Relay;

/// <summary>One page of a list.</summary>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int TotalCount)
{
    /// <summary>Items of the page, each with its cursor.</summary>
    public IReadOnlyList<Edge<T>> Edges { get; } = Edges;

    /// <summary>Cursors of the page, and whether pages precede or follow it.</summary>
    public PageInfo PageInfo { get; } = PageInfo;

    /// <summary>Number of items on all pages together.</summary>
    public int TotalCount { get; } = TotalCount;

    /// <summary>Items of the page, without their cursors.</summary>
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>An item of a page with its cursor.</summary>
public sealed record Edge<T>(string Cursor, T Node)
{
    /// <summary>Opaque cursor of this item; pass it as 'after' to read on from it.</summary>
    public string Cursor { get; } = Cursor;

    /// <summary>The item itself.</summary>
    public T Node { get; } = Node;
}

/// <summary>Cursors of a page, and whether pages precede or follow it.</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor)
{
    /// <summary>Whether more items follow this page.</summary>
    public bool HasNextPage { get; } = HasNextPage;

    /// <summary>Whether items precede this page.</summary>
    public bool HasPreviousPage { get; } = HasPreviousPage;

    /// <summary>Cursor of the page's first item; null on an empty page.</summary>
    public string? StartCursor { get; } = StartCursor;

    /// <summary>Cursor of the page's last item; pass it as 'after' to get the next page. Null on an empty page.</summary>
    public string? EndCursor { get; } = EndCursor;
}
