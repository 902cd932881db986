namespace SmartDairy.Rules;

/// <summary>Suggests known names for misspelled ones.</summary>
public static class NameSuggestion
{
    /// <summary>
    /// The name with the smallest edit distance, which must be 1 or at most a third of the name's length; null when no name is that close
    /// or the text has more than 64 characters.
    /// </summary>
    public static string? Find(string text, IEnumerable<string> names)
    {
        if (text.Length > 64)
        {
            return null;
        }

        var nearest = names.Select(name => (Name: name, Distance: EditDistance(text.ToLowerInvariant(), name)))
            .OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal).First();
        return nearest.Distance <= Math.Max(1, nearest.Name.Length / 3) ? nearest.Name : null;
    }

    private static int EditDistance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
