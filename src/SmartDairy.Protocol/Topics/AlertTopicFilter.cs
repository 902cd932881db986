using SmartDairy.Contracts;

namespace SmartDairy.Protocol.Topics;

/// <summary>
/// Filters by which a farm's own devices may listen to its alerts: a siren to the critical ones, a gateway's display to all. The only
/// wildcards a device may use.
/// <code>
/// dairy/farm/7/alert/#                    true
/// dairy/farm/7/alert/critical/+           true
/// dairy/farm/7/alert/+/environment        true
/// dairy/farm/8/alert/#                    false, another farm's
/// dairy/farm/+/alert/#                    false
/// </code>
/// </summary>
public static class AlertTopicFilter
{
    public static bool IsAllowedForFarm(int farmId, string filter)
    {
        var start = FormattableString.Invariant($"dairy/farm/{farmId}/alert/");
        if (!filter.StartsWith(start, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = filter.AsSpan(start.Length);
        var slash = rest.IndexOf('/');
        return slash < 0 ? rest is "#" : IsLevel(rest[..slash]) && (rest[(slash + 1)..] is "#" || IsLevel(rest[(slash + 1)..]));
    }

    private static bool IsLevel(ReadOnlySpan<char> level) => level is "+" || Identifier.IsValid(level);
}
