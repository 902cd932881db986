using GraphQL;
using GraphQL.Types;
using SmartDairy.GraphQL.Relay;

namespace SmartDairy.GraphQL.Typing;

/// <summary><c>Connection&lt;Farm&gt;</c> as <c>FarmConnection</c>.</summary>
public sealed class ConnectionType<T> : AutoRegisteringObjectGraphType<Connection<T>>
{
    public ConnectionType()
    {
        Name = NodeTypeName.Get<T>() + "Connection";
        Description = $"One page of a list of {NodeTypeName.Get<T>()} items.";
        // The engine finds neither nullability nor documentation of a member whose type is generic.
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.Edges), "Items of the page, each with its cursor.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.PageInfo), "Cursors of the page, and whether pages precede or follow it.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.TotalCount), "Number of items on all pages together.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.Nodes), "Items of the page, without their cursors.").Type =
            typeof(NonNullGraphType<ListGraphType<NonNullGraphType<GraphQLClrOutputTypeReference<T>>>>);
    }
}

/// <summary><c>Edge&lt;Farm&gt;</c> as <c>FarmEdge</c>.</summary>
public sealed class EdgeType<T> : AutoRegisteringObjectGraphType<Edge<T>>
{
    public EdgeType()
    {
        Name = NodeTypeName.Get<T>() + "Edge";
        Description = "An item of a page with its cursor.";
        FieldDescriptions.Set(this, nameof(Relay.Edge<T>.Cursor), "Opaque cursor of this item; pass it as 'after' to read on from it.");
        FieldDescriptions.Set(this, nameof(Relay.Edge<T>.Node), "The item itself.").Type =
            typeof(NonNullGraphType<GraphQLClrOutputTypeReference<T>>);
    }
}

internal static class NodeTypeName
{
    public static string Get<T>() =>
        typeof(T).GetCustomAttributes(typeof(NameAttribute), false) is [NameAttribute name, ..] ? name.Name : typeof(T).Name;
}

internal static class FieldDescriptions
{
    public static FieldType Set(IComplexGraphType type, string name, string description)
    {
        var field = type.Fields.Find(name)!;
        field.Description = description;
        return field;
    }
}
