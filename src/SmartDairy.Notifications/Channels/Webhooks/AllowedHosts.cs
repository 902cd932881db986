namespace SmartDairy.Notifications.Channels.Webhooks;

/// <summary>
/// The hosts that rules may call: <c>hooks.example.com</c> allows that host, <c>*.example.com</c> allows all subdomains but not
/// <c>example.com</c> itself.
/// </summary>
internal sealed class AllowedHosts(IReadOnlyList<string> hosts)
{
    public bool Any => hosts.Count > 0;

    public bool Contains(Uri uri)
    {
        // A trailing dot denotes the same host.
        var host = uri.IdnHost.TrimEnd('.').Trim('[', ']');
        foreach (var allowed in hosts)
        {
            if (allowed.StartsWith("*.", StringComparison.Ordinal)
                ? uri.HostNameType == UriHostNameType.Dns && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                && host.Length > allowed.Length - 1
                : host.Equals(allowed.Trim('[', ']'), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
