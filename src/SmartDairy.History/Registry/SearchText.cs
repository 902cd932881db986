namespace SmartDairy.History.Registry;

internal static class SearchText
{
    /// <summary>The texts that a search looks in, one a line and in lower case, so that no match spans two of them.</summary>
    public static string Combine(params ReadOnlySpan<string?> texts) => string.Join('\n', texts).ToLowerInvariant();

    /// <summary>What to look for in them; null for everything.</summary>
    public static string? ToSearchTerm(string? search) => string.IsNullOrEmpty(search) ? null : search.ToLowerInvariant();
}
