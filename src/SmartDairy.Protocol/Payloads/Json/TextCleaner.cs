namespace SmartDairy.Protocol.Payloads.Json;

/// <summary>Text that devices wrote, made fit to be stored and shown.</summary>
internal static class TextCleaner
{
    /// <summary>Without control characters (C0, DEL and C1): no display or database has a good use for them in these fields.</summary>
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
