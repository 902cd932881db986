using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SmartDairy.History.Postgres.Database;

internal static class PostgresText
{
    /// <summary>The text as PostgreSQL can hold it: NUL and surrogates without their other half become U+FFFD.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Sanitize(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var unit in text)
        {
            if (unit == '\0' || char.IsSurrogate(unit))
            {
                return ReplaceInvalid(text);
            }
        }

        return text;
    }

    private static string ReplaceInvalid(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return repaired.ToString();
    }
}
