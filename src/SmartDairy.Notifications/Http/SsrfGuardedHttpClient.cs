using System.Net;
using System.Net.Sockets;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Http;

/// <summary>
/// HTTP client for hosts named by users. It resolves the name itself and connects only to addresses that are public (https only) or in the
/// allowed networks, so that a DNS change between check and connection has no effect (DNS rebinding). No redirects, no proxy, no cookies.
/// </summary>
internal sealed class SsrfGuardedHttpClient : IDisposable
{
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolveHost;

    /// <param name="resolveHost">Resolves a host name; null to use DNS.</param>
    public SsrfGuardedHttpClient(
        NotificationOptions settings, ServerCertificateValidator trusted,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolveHost = null)
    {
        _allowed = settings.Webhook.ParsedAllowedNetworks;
        _resolveHost = resolveHost ?? ((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        Client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 32,
            SslOptions = { RemoteCertificateValidationCallback = trusted.Validate },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public HttpClient Client { get; }

    /// <summary>Checks a URL; null when it may be requested, otherwise a sentence. Host names are resolved only when connecting.</summary>
    public string? ValidateUri(Uri uri)
    {
        if (uri.UserInfo.Length > 0)
        {
            return "The address contains a user name or a password; remove it.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && _allowed.Count > 0))
        {
            return $"The address begins with {uri.Scheme}; only https is allowed.";
        }

        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !IsAllowed(address, uri.Scheme == Uri.UriSchemeHttps)
            ? new ForbiddenAddressException(uri.Host).Message
            : null;
    }

    public bool IsAllowed(IPAddress address, bool isHttps) =>
        PublicInternetAddresses.IsInAny(_allowed, PublicInternetAddresses.MapToIPv4IfMapped(address))
        || (isHttps && PublicInternetAddresses.Contains(address));

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var https = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await _resolveHost(host, cancellationToken);
        var reachable = addresses.Where(address => IsAllowed(address, https)).Select(PublicInternetAddresses.MapToIPv4IfMapped).ToArray();
        if (reachable.Length == 0)
        {
            throw new ForbiddenAddressException(host);
        }

        for (var i = 0; ; i++)
        {
            var socket = new Socket(reachable[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(reachable[i], context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i < reachable.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
