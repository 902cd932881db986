using System.Text.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>Reads a value whose shape is not known, checking what must hold for every value: depth, finite numbers, members named once.</summary>
internal static class UntypedValueReader
{
    // A longer number, or one with an exponent, is a float written anew: arbitrary precision is not kept, and some databases overflow on it.
    private const int MaxPlainNumberLength = 24;

    /// <summary>
    /// From the value's first token to its last. When it returns a code, the reader stands on the token at fault.
    /// </summary>
    /// <param name="json">What the reader reads.</param>
    /// <param name="depth">How deep <paramref name="json"/> itself lies in the payload.</param>
    /// <param name="writer">Gets a clean copy; null when nobody wants one.</param>
    public static RejectionCode? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int depth, Utf8JsonWriter? writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth + reader.CurrentDepth >= PayloadLimits.MaxDepth:
                return RejectionCode.JsonTooDeep;
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, json, depth, writer);
            case JsonTokenType.StartArray:
                return Array(ref reader, json, depth, writer);
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

    private static RejectionCode? Array(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int depth, Utf8JsonWriter? writer)
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
