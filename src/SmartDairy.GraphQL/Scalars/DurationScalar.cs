using System.Text.RegularExpressions;
using System.Xml;
using GraphQL.Types;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Scalars;

/// <summary>ISO 8601 durations of fixed length: weeks, days, hours, minutes, seconds. CLR type <see cref="TimeSpan"/>.</summary>
public sealed partial class DurationScalar : ScalarGraphType
{
    public DurationScalar()
    {
        Name = "Duration";
        Description = "A duration in ISO 8601, such as PT15M or P7D. Years and months are rejected because their length varies.";
    }

    /// <summary>Reads <c>P7D</c>, <c>P2W</c>, <c>PT1H30M</c>, <c>PT0.5S</c>, <c>-PT5M</c>.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        if (Weeks().Match(text) is { Success: true } weeks)
        {
            if (!int.TryParse(weeks.Groups[2].ValueSpan, out var count) || count > TimeSpan.MaxValue.Days / 7)
            {
                return false;
            }

            value = TimeSpan.FromDays(7 * count * (weeks.Groups[1].Length == 0 ? 1 : -1));
            return true;
        }
        if (!Iso8601().IsMatch(text))
        {
            return false;
        }

        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Writes the shortest form.</summary>
    public static string Format(TimeSpan value) => XmlConvert.ToString(value);

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
        TimeSpan span => span,
        _ => ThrowValueConversionError(value),
    };

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value switch
    {
        null => null,
        TimeSpan span => Format(span),
        _ => ThrowSerializationError(value),
    };

    private static object Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not an ISO 8601 duration of fixed length such as PT15M or P7D.");

    [GeneratedRegex(@"^(-?)P(\d{1,8})W\z", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^-?P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,7})?S)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso8601();
}
