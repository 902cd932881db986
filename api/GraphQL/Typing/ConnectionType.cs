using GraphQL;
using GraphQL.Types;
using SmartDairy.Api.GraphQL.Relay;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary><c>Connection&lt;Farm&gt;</c> as <c>FarmConnection</c>.</summary>
public sealed class ConnectionType<T> : AutoRegisteringObjectGraphType<Connection<T>>
{
    public ConnectionType()
    {
        Name = NodeName.Of<T>() + "Connection";
        Description = $"A page of {NodeName.Of<T>()} items.";
    }
}

/// <summary><c>Edge&lt;Farm&gt;</c> as <c>FarmEdge</c>.</summary>
public sealed class EdgeType<T> : AutoRegisteringObjectGraphType<Edge<T>>
{
    public EdgeType()
    {
        Name = NodeName.Of<T>() + "Edge";
        Description = "An item and the place where it stands.";
    }
}

internal static class NodeName
{
    public static string Of<T>() =>
        typeof(T).GetCustomAttributes(typeof(NameAttribute), false) is [NameAttribute name, ..] ? name.Name : typeof(T).Name;
}
