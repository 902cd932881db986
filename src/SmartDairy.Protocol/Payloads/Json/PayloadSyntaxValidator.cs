using System.Text.Unicode;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>What is checked over all bytes of a payload at once, strings that nobody will read included: databases refuse them later, at a worse time.</summary>
internal static class PayloadSyntaxValidator
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Rejection? Validate(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return new Rejection(RejectionCode.PayloadEmpty, null, "The payload is empty; one JSON object, or a batch of them, is allowed.");
        }

        if (payload.Length > PayloadLimits.MaxBytes)
        {
            return new Rejection(RejectionCode.PayloadTooLarge, null, $"The payload has {payload.Length} bytes; at most {PayloadLimits.MaxBytes} are allowed.");
        }

        if (!Utf8.IsValid(payload))
        {
            return new Rejection(RejectionCode.Utf8Invalid, null, "The payload holds bytes that are not UTF-8; text must be UTF-8.");
        }

        if (payload.StartsWith(ByteOrderMark))
        {
            return new Rejection(RejectionCode.JsonInvalid, null, "The payload starts with a byte order mark; JSON must start with its value.");
        }

        return HasLoneSurrogate(payload)
            ? new Rejection(RejectionCode.Utf8Invalid, null, "The payload escapes half of a surrogate pair (\\ud800 to \\udfff); only whole pairs are characters.")
            : null;
    }

    /// <param name="position">How far a reader came.</param>
    public static Rejection CreateInvalidJson(ReadOnlySpan<byte> json, long position)
    {
        var at = (int)Math.Min(position, json.Length);
        var found = at == json.Length ? "its end" : $"\"{PayloadExcerpt.Format(json[at..])}\"";
        return new Rejection(RejectionCode.JsonInvalid, null, $"At byte {at} the payload stops being JSON: found {found}; one JSON value by RFC 8259 is allowed.");
    }

    /// <summary>Reads escapes only, not JSON: a backslash means nothing outside strings, and such a payload fails as JSON later.</summary>
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

    /// <summary>The code unit of a <c>\uXXXX</c> at the start, or -1 when there is none.</summary>
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
