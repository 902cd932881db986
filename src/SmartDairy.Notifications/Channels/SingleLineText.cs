using System.Text;

namespace SmartDairy.Notifications.Channels;

/// <summary>Converts provider responses to a single line of bounded length for storage and display.</summary>
internal static class SingleLineText
{
    public const int MaxLength = 1_000;

    public static string ToSingleLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > MaxLength)
            {
                break;
            }

            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }

    /// <summary>
    /// Truncates to at most <paramref name="length"/> characters, the last of which is an ellipsis if text was cut off. Never splits a
    /// surrogate pair.
    /// </summary>
    public static string Truncate(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
