using System.Xml;

namespace SmartDairy.Rules.Language;

/// <summary>Durations such as <c>PT15M</c> or <c>P7D</c>. Years and months have no fixed length and are refused.</summary>
public static class Iso8601Duration
{
    /// <summary>False when the text is none.</summary>
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
