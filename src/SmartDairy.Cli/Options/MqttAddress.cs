using System.Net;
using System.Net.Sockets;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Options;

/// <summary>Where a broker is, written <c>host</c> or <c>host:port</c>.</summary>
internal static class MqttAddress
{
    public const int DefaultPort = 1883;

    /// <exception cref="ApiException">It isn't an address.</exception>
    public static (string Host, int Port) Parse(string text)
    {
        if (!Uri.TryCreate($"mqtt://{text}", UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/"))
        {
            throw new ApiException(ExitCodes.Usage, $"'{text}' is not an address like localhost:1883.");
        }

        return (uri.DnsSafeHost, uri.Port > 0 ? uri.Port : DefaultPort);
    }

    public static async Task<IPEndPoint> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        var (host, port) = Parse(text);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            // A broker that listens on any address takes IPv4; one on IPv6 only is found when there is no other.
            return new IPEndPoint(addresses.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork).First(), port);
        }
        catch (SocketException error)
        {
            throw new ApiException(ExitCodes.Unreachable, $"The broker's host '{host}' is not known: {error.Message}", inner: error);
        }
    }
}
