using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Scalars;

/// <summary>
/// RFC 3339 in, with any offset; UTC with milliseconds out: <c>2026-05-01T06:30:00.000Z</c>. CLR type <see cref="DateTimeOffset"/>.
/// </summary>
public sealed partial class UtcDateTimeScalar : ScalarGraphType
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public UtcDateTimeScalar()
    {
        Name = "DateTime";
        Description =
            "An instant in RFC 3339, such as 2026-05-01T06:30:00.000Z. Any offset is accepted; answers are in UTC with milliseconds.";
    }

    /// <summary>Reads an RFC 3339 instant; an offset is required.</summary>
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        return Rfc3339().IsMatch(text)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    /// <summary>Writes UTC with milliseconds; finer digits are cut.</summary>
    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Parse(text.Value.ToString()),
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Parse(text),
        DateTimeOffset instant => instant.ToUniversalTime(),
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => Format(instant),
        _ => ThrowSerializationError(value),
    };

    private static object Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not an RFC 3339 instant such as 2026-05-01T06:30:00Z.");

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,7})?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
