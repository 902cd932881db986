namespace SmartDairy.Api.GraphQL.Relay;

/// <summary>One page of a list.</summary>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int TotalCount)
{
    /// <summary>The items, each with its cursor.</summary>
    public IReadOnlyList<Edge<T>> Edges { get; } = Edges;

    /// <summary>What lies before and after this page.</summary>
    public PageInfo PageInfo { get; } = PageInfo;

    /// <summary>Items on all pages together.</summary>
    public int TotalCount { get; } = TotalCount;

    /// <summary>The items without their cursors.</summary>
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>An item and the place where it stands.</summary>
public sealed record Edge<T>(string Cursor, T Node)
{
    /// <summary>Pass it as `after` to get what follows this item. Opaque.</summary>
    public string Cursor { get; } = Cursor;

    /// <summary>The item.</summary>
    public T Node { get; } = Node;
}

/// <summary>What lies before and after a page.</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor)
{
    /// <summary>More items follow.</summary>
    public bool HasNextPage { get; } = HasNextPage;

    /// <summary>Items precede.</summary>
    public bool HasPreviousPage { get; } = HasPreviousPage;

    /// <summary>Cursor of the first item; null on an empty page.</summary>
    public string? StartCursor { get; } = StartCursor;

    /// <summary>Cursor of the last item; null on an empty page.</summary>
    public string? EndCursor { get; } = EndCursor;
}
