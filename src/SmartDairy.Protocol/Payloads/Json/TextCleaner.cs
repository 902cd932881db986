namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>Cleans text from devices for storage and display.</summary>
internal static class TextCleaner
{
    /// <summary>Removes control characters (C0, DEL and C1), which displays and databases handle badly.</summary>
    public static string Clean(string text)
    {
        var at = 0;
        while (at < text.Length && !char.IsControl(text[at]))
        {
            at++;
        }

        return at == text.Length ? text : string.Concat(text.Where(c => !char.IsControl(c)));
    }
}
