using System.Text.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Reads a JSON value of unknown shape and checks the rules for all values: nesting depth, finite numbers, unique member names.
/// </summary>
internal static class UntypedValueReader
{
    // A longer number, or a number with an exponent, is reformatted as a 64-bit float: some databases overflow on arbitrary precision.
    private const int MaxPlainNumberLength = 24;

    /// <summary>
    /// Reads from the first token of the value to its last. When a code is returned, the reader is positioned at the faulty token.
    /// </summary>
    /// <param name="json">The JSON of the reader.</param>
    /// <param name="depth">Nesting depth of <paramref name="json"/> in the payload.</param>
    /// <param name="writer">Receives a cleaned copy; null when no copy is needed.</param>
    public static RejectionCode? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int depth, Utf8JsonWriter? writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth + reader.CurrentDepth >= PayloadLimits.MaxDepth:
                return RejectionCode.JsonTooDeep;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, json, depth, writer);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, json, depth, writer);
            case JsonTokenType.Number:
                return ReadNumber(ref reader, writer);
            case JsonTokenType.String:
                writer?.WriteStringValue(TextCleaner.Clean(reader.GetString()!));
                return null;
            case JsonTokenType.Null:
                writer?.WriteNullValue();
                return null;
            default:
                writer?.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                return null;
        }
    }

    private static RejectionCode? ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int depth, Utf8JsonWriter? writer)
    {
        var names = new MemberNameSet(json);
        writer?.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.Add(ref reader))
            {
                return RejectionCode.DuplicateKey;
            }

            writer?.WritePropertyName(TextCleaner.Clean(reader.GetString()!));
            reader.Read();
            if (Read(ref reader, json, depth, writer) is { } code)
            {
                return code;
            }
        }

        writer?.WriteEndObject();
        return null;
    }

    private static RejectionCode? ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int depth, Utf8JsonWriter? writer)
    {
        writer?.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Read(ref reader, json, depth, writer) is { } code)
            {
                return code;
            }
        }

        writer?.WriteEndArray();
        return null;
    }

    private static RejectionCode? ReadNumber(ref Utf8JsonReader reader, Utf8JsonWriter? writer)
    {
        if (!reader.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return RejectionCode.NumberNotFinite;
        }

        if (reader.ValueSpan.Length <= MaxPlainNumberLength && !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E'))
        {
            writer?.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
        }
        else
        {
            writer?.WriteNumberValue(value);
        }

        return null;
    }
}
