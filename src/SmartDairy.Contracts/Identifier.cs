namespace SmartDairy.Contracts;

/// <summary>The format of textual ids (devices, animals, gates, areas): 1 to 64 characters of <c>A-Z a-z 0-9 _ -</c>, ASCII only.</summary>
public static class Identifier
{
    public const int MaxLength = 64;

    /// <summary>
    /// True when the text is a valid identifier: <c>COW-12345</c> is valid; <c>cow/1</c>, an empty text and <c>kuh-ü</c> are not.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
