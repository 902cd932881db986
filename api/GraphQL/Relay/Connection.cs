namespace SmartDairy.Api.GraphQL.Relay;

/// <summary>One page of a list.</summary>
/// <param name="Edges">The items, each with its cursor.</param>
/// <param name="PageInfo">What lies before and after this page.</param>
/// <param name="TotalCount">Items on all pages together.</param>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int TotalCount)
{
    /// <summary>The items without their cursors.</summary>
    public IEnumerable<T> Nodes => Edges.Select(edge => edge.Node);
}

/// <summary>An item and the place where it stands.</summary>
/// <param name="Cursor">Pass it as `after` to get what follows this item. Opaque.</param>
/// <param name="Node">The item.</param>
public sealed record Edge<T>(string Cursor, T Node);

/// <summary>What lies before and after a page.</summary>
/// <param name="HasNextPage">More items follow.</param>
/// <param name="HasPreviousPage">Items precede.</param>
/// <param name="StartCursor">Cursor of the first item; null on an empty page.</param>
/// <param name="EndCursor">Cursor of the last item; null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
