using System.Globalization;

namespace SmartDairy.Protocol.Topics;

/// <summary>
/// The farm that a text names where topics name it, whether or not the rest is a topic: so that what is refused for its topic is shown to
/// the farm it was meant for.
/// <code>
/// dairy/farm/7/barn/x   7
/// system/farm/7         7
/// dairy/farm/07/barn/1  0
/// other/farm/7          0
/// </code>
/// </summary>
public static class TopicFarmId
{
    /// <summary>0 when it names none. Never throws.</summary>
    public static int ParseOrZero(string text)
    {
        ReadOnlySpan<char> rest = text;
        if (!TryConsume(ref rest, "dairy/farm/") && !TryConsume(ref rest, "system/farm/"))
        {
            return 0;
        }

        var end = rest.IndexOf('/');
        var digits = end < 0 ? rest : rest[..end];
        return !digits.IsEmpty && digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var farm)
            ? farm
            : 0;
    }

    private static bool TryConsume(ref ReadOnlySpan<char> rest, string start)
    {
        if (!rest.StartsWith(start, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[start.Length..];
        return true;
    }
}
