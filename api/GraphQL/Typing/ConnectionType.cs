using GraphQL;
using GraphQL.Types;
using SmartDairy.Api.GraphQL.Relay;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary><c>Connection&lt;Farm&gt;</c> as <c>FarmConnection</c>.</summary>
public sealed class ConnectionType<T> : AutoRegisteringObjectGraphType<Connection<T>>
{
    public ConnectionType()
    {
        Name = NodeTypeName.Get<T>() + "Connection";
        Description = $"A page of {NodeTypeName.Get<T>()} items.";
        // The engine finds neither nullability nor documentation of a member whose type is generic.
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.Edges), "The items, each with its cursor.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.PageInfo), "What lies before and after this page.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.TotalCount), "Items on all pages together.");
        FieldDescriptions.Set(this, nameof(Relay.Connection<T>.Nodes), "The items without their cursors.").Type =
            typeof(NonNullGraphType<ListGraphType<NonNullGraphType<GraphQLClrOutputTypeReference<T>>>>);
    }
}

/// <summary><c>Edge&lt;Farm&gt;</c> as <c>FarmEdge</c>.</summary>
public sealed class EdgeType<T> : AutoRegisteringObjectGraphType<Edge<T>>
{
    public EdgeType()
    {
        Name = NodeTypeName.Get<T>() + "Edge";
        Description = "An item and the place where it stands.";
        FieldDescriptions.Set(this, nameof(Relay.Edge<T>.Cursor), "Pass it as 'after' to get what follows this item. Opaque.");
        FieldDescriptions.Set(this, nameof(Relay.Edge<T>.Node), "The item.").Type = typeof(NonNullGraphType<GraphQLClrOutputTypeReference<T>>);
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
