using System.Net;
using System.Net.Sockets;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Notifications.Http;

/// <summary>
/// HTTP to hosts that users name. It looks the name up itself and connects only to addresses that are public (https) or in the allowed networks, so that a name
/// that changes its mind between a check and the connection gains nothing. No redirects, no proxy, no cookies.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;

    /// <param name="lookUp">Finds the addresses of a name; null: by DNS.</param>
    public GuardedHttp(NotificationSettings settings, TrustedCertificates trusted, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        _allowed = settings.Webhook.Networks;
        _lookUp = lookUp ?? ((host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));
        Client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 32,
            SslOptions = { RemoteCertificateValidationCallback = trusted.Accepts },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public HttpClient Client { get; }

    /// <summary>Null when the address may be tried; else a sentence. A name is not looked up: that is done when it is connected to.</summary>
    public string? Objection(Uri uri)
    {
        if (uri.UserInfo.Length > 0)
        {
            return "The address has a user or a password in it; allowed is one without.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && _allowed.Count > 0))
        {
            return $"The address begins with {uri.Scheme}; allowed is https.";
        }

        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !MayReach(address, uri.Scheme == Uri.UriSchemeHttps)
            ? new ForbiddenAddressException(uri.Host).Message
            : null;
    }

    public bool MayReach(IPAddress address, bool https) =>
        PublicAddresses.Within(_allowed, PublicAddresses.Plain(address)) || (https && PublicAddresses.Contains(address));

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var https = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await _lookUp(host, cancellation);
        var reachable = addresses.Where(address => MayReach(address, https)).Select(PublicAddresses.Plain).ToArray();
        if (reachable.Length == 0)
        {
            throw new ForbiddenAddressException(host);
        }

        for (var i = 0; ; i++)
        {
            var socket = new Socket(reachable[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(reachable[i], context.DnsEndPoint.Port), cancellation);
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
