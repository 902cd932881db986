using System.Text;
using System.Text.Json;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Finds the path of a token by reading the JSON again. Rejections are rare; tracking the path while decoding would slow down every valid
/// message.
/// </summary>
internal static class JsonPathFinder
{
    private const int MaxNameLength = 64;

    /// <summary>
    /// The path of the token that starts at <paramref name="tokenStart"/>; the JSON up to it must already have been read successfully.
    /// </summary>
    /// <param name="prefix">Path of <paramref name="json"/> itself.</param>
    public static string Find(string prefix, ReadOnlySpan<byte> json, long tokenStart)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = PayloadLimits.MaxBytes });
        var levels = new List<Level>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                levels.RemoveAt(levels.Count - 1);
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                levels[^1] = levels[^1] with { Name = FormatMember(reader.ValueSpan) };
            }
            else if (levels.Count > 0)
            {
                levels[^1] = levels[^1] with { Index = levels[^1].Index + 1 };
            }

            if (reader.TokenStartIndex >= tokenStart)
            {
                break;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                levels.Add(new Level(reader.TokenType == JsonTokenType.StartArray, -1, ""));
            }
        }

        var path = new StringBuilder(prefix);
        foreach (var level in levels)
        {
            path.Append(level.IsArray ? $"[{level.Index}]" : level.Name);
        }

        return path.ToString();
    }

    private static string FormatMember(ReadOnlySpan<byte> name)
    {
        var plain = name.Length is > 0 and <= MaxNameLength;
        foreach (var b in name)
        {
            plain &= char.IsAsciiLetterOrDigit((char)b) || b == '_';
        }

        return plain ? $".{Encoding.UTF8.GetString(name)}" : $"['{PayloadExcerpt.Format(name)}']";
    }

    private readonly record struct Level(bool IsArray, int Index, string Name);
}
