namespace SmartDairy.GraphQL.Errors;

/// <summary>A caller's text in the form that an error message may carry.</summary>
public static class ErrorText
{
    /// <summary>Characters of a caller's text that an error message repeats.</summary>
    public const int MaxShownLength = 64;

    /// <summary>
    /// The text itself up to <see cref="MaxShownLength"/> characters; a longer text is cut there and ends in an ellipsis.
    /// </summary>
    public static string Truncate(string text) => text.Length > MaxShownLength ? text[..MaxShownLength] + "…" : text;
}
