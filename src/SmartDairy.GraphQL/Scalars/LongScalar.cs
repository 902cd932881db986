using System.Globalization;
using System.Numerics;
using GraphQL.Types;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Scalars;

/// <summary>A 64-bit integer as a JSON number. CLR type <see cref="long"/>.</summary>
public sealed class LongScalar : ScalarGraphType
{
    public LongScalar()
    {
        Name = "Long";
        Description = "A signed 64-bit integer, written as a JSON number.";
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue number
            when long.TryParse(number.Value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                whole,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        long whole => whole,
        int whole => (long)whole,
        BigInteger big when big >= long.MinValue && big <= long.MaxValue => (long)big,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null => null,
        long whole => whole,
        int whole => (long)whole,
        uint whole => (long)whole,
        _ => ThrowSerializationError(value),
    };
}
