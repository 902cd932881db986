using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// TLS to the broker: 1.3, or 1.2 with an ephemeral key exchange and authenticated encryption. The host name is always checked. Files are
/// read at each connect, so that renewed certificates count from the next one.
/// </summary>
internal static class BrokerTls
{
    private static readonly TlsCipherSuite[] CipherSuites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    /// <summary>Wraps the transport and shakes hands.</summary>
    /// <exception cref="AuthenticationException">One end does not trust the other; the message says why.</exception>
    public static async Task<Stream> AuthenticateAsync(Stream transport, MqttBrokerOptions options, CancellationToken cancellationToken)
    {
        var stream = new SslStream(transport);
        try
        {
            await stream.AuthenticateAsClientAsync(CreateSslOptions(options), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslClientAuthenticationOptions CreateSslOptions(MqttBrokerOptions options)
    {
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = options.Host,
            EnabledSslProtocols = SslProtocols.Tls13 | SslProtocols.Tls12,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            // Elsewhere the suites are the system's to decide.
            tls.CipherSuitesPolicy = new CipherSuitesPolicy(CipherSuites);
        }

        if (options.CaFile is { } ca)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(ca);
            tls.CertificateChainPolicy = new X509ChainPolicy
            { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (options.CertificateFile is { } file)
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            tls.ClientCertificateContext =
                SslStreamCertificateContext.Create(LoadClientCertificate(file, options.KeyFile), chain, offline: true);
        }

        return tls;
    }

    private static X509Certificate2 LoadClientCertificate(string file, string? key)
    {
        var certificate = X509Certificate2.CreateFromPemFile(file, key);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows cannot use a key that lives in memory alone.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
