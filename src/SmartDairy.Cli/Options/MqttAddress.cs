using System.Net;
using System.Net.Sockets;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Options;

/// <summary>Address of a broker, <c>host</c> or <c>host:port</c>.</summary>
internal static class MqttAddress
{
    public const int DefaultPort = 1883;

    /// <exception cref="ApiException">The text is not an address.</exception>
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
            // IPv4 is preferred because a broker on any address accepts it; IPv6 is used only without IPv4.
            return new IPEndPoint(addresses.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork).First(), port);
        }
        catch (SocketException error)
        {
            throw new ApiException(ExitCodes.Unreachable, $"The broker's host '{host}' cannot be resolved: {error.Message}", inner: error);
        }
    }
}
