using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Notifications.Http;

/// <summary>
/// Determines whether an address belongs to the public internet, by the IANA special-purpose address registries (RFC 6890 and its
/// successors).
/// </summary>
public static class PublicInternetAddresses
{
    private static readonly IPNetwork[] SpecialIPv4Networks = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32"); // looks public but is a platform service inside Azure

    private static readonly IPNetwork GlobalIPv6Network = IPNetwork.Parse("2000::/3");

    // Includes addresses that embed an IPv4 address (6to4, Teredo), because their real destination is unknown.
    private static readonly IPNetwork[] SpecialIPv6Networks = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public static bool Contains(IPAddress address)
    {
        address = MapToIPv4IfMapped(address);
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsInAny(SpecialIPv4Networks, address),
            AddressFamily.InterNetworkV6 =>
                address.ScopeId == 0 && GlobalIPv6Network.Contains(address) && !IsInAny(SpecialIPv6Networks, address),
            _ => false,
        };
    }

    /// <summary>Converts an IPv4-mapped IPv6 address to IPv4; returns other addresses unchanged.</summary>
    internal static IPAddress MapToIPv4IfMapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    internal static bool IsInAny(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
