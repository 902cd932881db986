namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>
/// Parses times in payloads. The framework's parsers treat a time without an offset as local time, which is wrong for devices.
/// </summary>
internal static class Rfc3339
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 24 * 60 * MinuteMs;

    /// <summary>
    /// Parses e.g. <c>2026-02-02T12:55:10.123Z</c>, or a time with an offset such as <c>+05:30</c>, to Unix milliseconds; finer fractions
    /// are truncated. A leap second equals the second after it.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var year = Number(text[..4]);
        var month = Number(text[5..7]);
        var day = Number(text[8..10]);
        var hour = Number(text[11..13]);
        var minute = Number(text[14..16]);
        var second = Number(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        var rest = text[19..];
        if (!TryFraction(ref rest, out var milliseconds) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        var days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        var whole = (days * DayMs) + (((hour * 60) + minute - offset) * MinuteMs) + (second * 1000L);
        time = whole + milliseconds;
        return second < 60 || whole % DayMs == 0;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int milliseconds)
    {
        milliseconds = 0;
        if (rest[0] != '.')
        {
            return true;
        }

        var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 1)
        {
            return false;
        }

        for (var i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < digits ? rest[1 + i] - '0' : 0);
        }

        rest = rest[(1 + digits)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var hours = Number(text[1..3]);
        var rest = Number(text[4..6]);
        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 23 && rest is >= 0 and <= 59;
    }

    /// <summary>The number; -1 when a character is not an ASCII digit.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var b in digits)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return -1;
            }

            value = (value * 10) + (b - '0');
        }

        return value;
    }
}
