namespace SmartDairy.Notifications.Channels.Webhooks;

/// <summary>Which hosts rules may call: <c>hooks.example.com</c> is that one, <c>*.example.com</c> is all below, not <c>example.com</c> itself.</summary>
internal sealed class AllowedHosts(IReadOnlyList<string> hosts)
{
    public bool Any => hosts.Count > 0;

    public bool Contains(Uri uri)
    {
        // A dot at the end names the same host.
        var host = uri.IdnHost.TrimEnd('.').Trim('[', ']');
        foreach (var allowed in hosts)
        {
            if (allowed.StartsWith("*.", StringComparison.Ordinal)
                ? uri.HostNameType == UriHostNameType.Dns && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
                : host.Equals(allowed.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
