using System.Text.Unicode;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>Checks all bytes of a payload, including strings that are not decoded, because databases would reject them later.</summary>
internal static class PayloadSyntaxValidator
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Rejection? Validate(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return new Rejection(
                RejectionCode.PayloadEmpty, null, "The payload is empty; one JSON object, or a batch of them, is allowed.");
        }

        if (payload.Length > PayloadLimits.MaxBytes)
        {
            return new Rejection(RejectionCode.PayloadTooLarge, null,
                $"The payload has {payload.Length} bytes; at most {PayloadLimits.MaxBytes} are allowed.");
        }

        if (!Utf8.IsValid(payload))
        {
            return new Rejection(RejectionCode.Utf8Invalid, null, "The payload contains bytes that are not UTF-8; text must be UTF-8.");
        }

        if (payload.StartsWith(ByteOrderMark))
        {
            return new Rejection(
                RejectionCode.JsonInvalid, null, "The payload starts with a byte order mark; JSON must start with its value.");
        }

        return HasLoneSurrogate(payload)
            ? new Rejection(RejectionCode.Utf8Invalid, null,
                "The payload escapes an unpaired surrogate (\\ud800 to \\udfff); only complete pairs are allowed.")
            : null;
    }

    /// <summary>Creates the rejection of a payload that is not valid JSON.</summary>
    /// <param name="position">Number of bytes read before the error.</param>
    public static Rejection CreateInvalidJson(ReadOnlySpan<byte> json, long position)
    {
        var at = (int)Math.Min(position, json.Length);
        var found = at == json.Length ? "its end" : $"\"{PayloadExcerpt.Format(json[at..])}\"";
        return new Rejection(RejectionCode.JsonInvalid, null,
            $"The payload is not valid JSON from byte {at}: found {found}; one JSON value as defined by RFC 8259 is allowed.");
    }

    /// <summary>
    /// Examines escape sequences without parsing JSON: a backslash outside a string makes the payload fail later as invalid JSON.
    /// </summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> rest)
    {
        for (var at = rest.IndexOf((byte)'\\'); at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            rest = rest[at..];
            var unit = ParseEscapedCodeUnit(rest);
            if (unit is >= 0xDC00 and <= 0xDFFF)
            {
                return true;
            }

            if (unit is >= 0xD800 and <= 0xDBFF)
            {
                if (ParseEscapedCodeUnit(rest[6..]) is not (>= 0xDC00 and <= 0xDFFF))
                {
                    return true;
                }

                rest = rest[6..];
            }

            rest = rest[(unit >= 0 ? 6 : Math.Min(2, rest.Length))..];
        }

        return false;
    }

    /// <summary>The code unit of a <c>\uXXXX</c> at the start of the text; -1 when there is none.</summary>
    private static int ParseEscapedCodeUnit(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u')
        {
            return -1;
        }

        var unit = 0;
        foreach (var b in text[2..6])
        {
            if (!char.IsAsciiHexDigit((char)b))
            {
                return -1;
            }

            unit = (unit << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }

        return unit;
    }
}
