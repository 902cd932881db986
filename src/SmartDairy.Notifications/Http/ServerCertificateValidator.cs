using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Http;

/// <summary>
/// Validates server certificates against the machine's trust store and the authorities of Notifications:TrustedCertificatesFile.
/// </summary>
internal sealed class ServerCertificateValidator(NotificationOptions settings)
{
    private readonly X509Certificate2Collection? _authorities =
        settings.TrustedCertificatesFile is { } file ? TryRead(file) : null;

    /// <summary>Reads certificates in PEM format; null when the file cannot be read or contains no certificate.</summary>
    public static X509Certificate2Collection? TryRead(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0 ? certificates : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        // A certificate for another name is invalid regardless of its issuer.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _authorities is null || certificate is null)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // server authentication
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(server);
    }
}
