using System.Buffers;
using System.Globalization;
using System.Text;

namespace SmartDairy.Api.Schema.Intake;

/// <summary>A rejected payload as text that is safe to display, whatever its sender put into it.</summary>
public static class PayloadText
{
    /// <summary>Maximum number of characters shown, the ellipsis of a cut payload included.</summary>
    public const int MaxLength = 2048;

    private const string Ellipsis = "…";

    /// <summary>
    /// Text of a payload. Control, format and separator characters appear as <c>\u000A</c>, bytes that are not UTF-8 as <c>\xFF</c>; …
    /// marks where a payload was cut.
    /// </summary>
    public static string Escape(ReadOnlySpan<byte> payload)
    {
        var text = new StringBuilder(Math.Min(payload.Length, MaxLength));
        Span<char> unit = stackalloc char[2];
        while (!payload.IsEmpty)
        {
            var before = text.Length;
            var valid = Rune.DecodeFromUtf8(payload, out var rune, out var used) == OperationStatus.Done;
            if (!valid)
            {
                foreach (var octet in payload[..used])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}");
                }
            }
            else
            {
                var units = unit[..rune.EncodeToUtf16(unit)];
                if (IsPrintable(rune))
                {
                    text.Append(units);
                }
                else
                {
                    foreach (var c in units)
                    {
                        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    }
                }
            }
            payload = payload[used..];
            if (text.Length > MaxLength || (text.Length == MaxLength && !payload.IsEmpty))
            {
                return Shorten(text, before);
            }
        }
        return text.ToString();
    }

    private static string Shorten(StringBuilder text, int whole)
    {
        // Never ends inside an escape or a pair of surrogates.
        text.Length = Math.Min(whole, MaxLength - Ellipsis.Length);
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            text.Length--;
        }

        return text.Append(Ellipsis).ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
