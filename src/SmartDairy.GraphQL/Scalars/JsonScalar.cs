using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL.Types;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Scalars;

/// <summary>Any JSON value, as it is. CLR type <see cref="JsonElement"/> (<see cref="JsonNode"/> is written too).</summary>
public sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar()
    {
        Name = "JSON";
        Description = "Any JSON value: an object, array, string, number or boolean.";
    }

    /// <inheritdoc/>
    public override bool CanParseLiteral(GraphQLValue value) => value is not GraphQLVariable;

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : Element(FromLiteral(value));

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        JsonElement element => element,
        _ => Element(FromValue(value)),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement or JsonNode => value,
        _ => ThrowSerializationError(value),
    };

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static JsonNode? FromLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLBooleanValue boolean => JsonValue.Create(boolean.BoolValue),
        GraphQLStringValue text => JsonValue.Create(text.Value.ToString()),
        GraphQLEnumValue name => JsonValue.Create(name.Name.StringValue),
        GraphQLIntValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLFloatValue number => JsonNode.Parse(number.Value.ToString()),
        GraphQLListValue list => new JsonArray([.. (list.Values ?? []).Select(FromLiteral)]),
        GraphQLObjectValue fields =>
            FromFields((fields.Fields ?? []).Select(f => KeyValuePair.Create(f.Name.StringValue, FromLiteral(f.Value)))),
        _ => throw new FormatException("A variable can't stand inside a JSON literal; pass the whole value as a variable."),
    };

    private static JsonNode? FromValue(object? value) => value switch
    {
        null => null,
        bool boolean => JsonValue.Create(boolean),
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        BigInteger number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
        IDictionary<string, object?> fields => FromFields(fields.Select(f => KeyValuePair.Create(f.Key, FromValue(f.Value)))),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(FromValue)]),
        _ => throw new FormatException($"A value of type {value.GetType().Name} is not JSON."),
    };

    private static JsonObject FromFields(IEnumerable<KeyValuePair<string, JsonNode?>> fields)
    {
        var result = new JsonObject();
        foreach (var (name, field) in fields)
        {
            result[name] = field;
        }

        return result;
    }
}
