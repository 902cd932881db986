using SmartDairy.Contracts;
using SmartDairy.GraphQL.Relay;

namespace SmartDairy.Api.Schema;

/// <summary>Converts pages cut by a grain or the store to connections.</summary>
public static class StorePageExtensions
{
    /// <summary>The page as a connection of <typeparamref name="TNode"/>.</summary>
    public static Connection<TNode> ToConnection<T, TNode>(this PageRequest page, Page<T> found, Func<T, TNode> toNode)
    {
        var edges = new Edge<TNode>[found.Items.Count];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new(Cursor.Encode(found.Cursors[i]), toNode(found.Items[i]));
        }

        var info = new PageInfo(
            found.HasNext, page.AfterKey is not null, edges.Length > 0
                ? edges[0].Cursor
                : null, edges.Length > 0 ? edges[^1].Cursor : null);
        return new(edges, info, found.Total);
    }
}
