using System.Xml;

namespace SmartDairy.Rules.Language;

/// <summary>
/// Parses durations such as <c>PT15M</c> or <c>P7D</c>. Years and months are not accepted because they have no fixed length.
/// </summary>
public static class Iso8601Duration
{
    /// <summary>False when the text is not such a duration.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var upper = text.ToUpperInvariant();
        var date = upper.Split('T')[0];
        if (upper.Length is < 3 or > 40 || date.AsSpan().ContainsAny('Y', 'M'))
        {
            return false;
        }

        try
        {
            duration = XmlConvert.ToTimeSpan(upper);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }
}
