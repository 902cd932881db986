namespace SmartDairy.Notifications.Http;

/// <summary>HTTP client for the providers configured by the operator. Does not follow redirects; uses the machine's proxy.</summary>
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
