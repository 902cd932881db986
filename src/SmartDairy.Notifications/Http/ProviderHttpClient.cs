namespace SmartDairy.Notifications.Http;

/// <summary>HTTP to the providers that the operator's settings name. No redirects; the machine's proxy is used.</summary>
internal sealed class ProviderHttpClient(ServerCertificateValidator trusted) : IDisposable
{
    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = { RemoteCertificateValidationCallback = trusted.Validate },
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}
