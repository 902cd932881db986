using System.Text;

namespace SmartDairy.Notifications.Channels;

/// <summary>What a provider said, fit to be stored and shown: one line, bounded.</summary>
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

    /// <summary>At most so many characters, the last an ellipsis when something was left out. Never half a character.</summary>
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
