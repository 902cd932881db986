using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Authorities and certificates made for a test, as PEM files.</summary>
internal sealed class Certificates : IDisposable
{
    // Certificates are checked against the machine's clock, so these must be valid on it.
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public Certificates(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(2));
    }

    /// <summary>Writes the authority's certificate.</summary>
    public string WriteAuthority(string file)
    {
        File.WriteAllText(file, _authority.ExportCertificatePem());
        return file;
    }

    /// <summary>Writes a certificate and, beside it with ".key", its key.</summary>
    public string Write(string file, string name, bool isServer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(isServer ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(_authority, Today.AddHours(-1), Today.AddDays(1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(file + ".key", key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
