using System.Text;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Formats parts of a payload for messages: at most about 48 characters of printable ASCII, without characters that a terminal or a web
/// page could interpret.
/// </summary>
internal static class PayloadExcerpt
{
    private const int MaxLength = 48;

    /// <summary>The reader's token as JSON, e.g. <c>"ENV-2"</c>, <c>1e999</c>, <c>an object</c>.</summary>
    public static string Format(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String or JsonTokenType.PropertyName => $"\"{Format(reader.ValueSpan)}\"",
        JsonTokenType.None => "nothing",
        _ => Format(reader.ValueSpan),
    };

    public static string Format(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            if (text.Length >= MaxLength)
            {
                return text.Append("...").ToString();
            }

            if (b is < 0x20 or > 0x7e or (byte)'<' or (byte)'>' or (byte)'&')
            {
                text.Append($"<{b:x2}>");
            }
            else
            {
                text.Append((char)b);
            }
        }

        return text.ToString();
    }
}
