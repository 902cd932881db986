using System.Text.Json;
using GraphQL.Types;
using SmartDairy.GraphQL.Relay;
using SmartDairy.GraphQL.Scalars;

namespace SmartDairy.GraphQL.Typing;

/// <summary>Maps CLR types to the contract's types where the engine would choose another name or form.</summary>
public sealed class ClrTypeMappings : IGraphTypeMappingProvider
{
    /// <summary>Types that are mapped to, which the engine resolves from the services.</summary>
    internal static readonly Type[] GraphTypes =
        [typeof(UtcDateTimeScalar), typeof(DurationScalar), typeof(LongScalar), typeof(JsonScalar), typeof(UpperSnakeCaseEnumType<>),
            typeof(ConnectionType<>), typeof(EdgeType<>)];

    /// <inheritdoc/>
    public Type? GetGraphTypeFromClrType(Type clrType, bool isInputType, Type? preferredGraphType)
    {
        if (clrType == typeof(DateTimeOffset))
        {
            return typeof(UtcDateTimeScalar);
        }

        if (clrType == typeof(TimeSpan))
        {
            return typeof(DurationScalar);
        }

        if (clrType == typeof(long))
        {
            return typeof(LongScalar);
        }

        if (clrType == typeof(JsonElement))
        {
            return typeof(JsonScalar);
        }

        if (clrType.IsEnum)
        {
            return typeof(UpperSnakeCaseEnumType<>).MakeGenericType(clrType);
        }

        if (isInputType || !clrType.IsGenericType)
        {
            return preferredGraphType;
        }

        var generic = clrType.GetGenericTypeDefinition();
        if (generic == typeof(Connection<>))
        {
            return typeof(ConnectionType<>).MakeGenericType(clrType.GenericTypeArguments);
        }

        if (generic == typeof(Edge<>))
        {
            return typeof(EdgeType<>).MakeGenericType(clrType.GenericTypeArguments);
        }

        return preferredGraphType;
    }
}
