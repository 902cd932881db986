using System.Buffers.Text;
using System.Security.Cryptography;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>The pair of keys a server identifies itself to push services with (RFC 8292), P-256.</summary>
/// <param name="PublicKey">Base64url of 65 bytes: what browsers subscribe with.</param>
/// <param name="PrivateKey">Base64url of 32 bytes: a secret.</param>
public sealed record VapidKeys(string PublicKey, string PrivateKey)
{
    public static VapidKeys Generate()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString(P256Point.ToUncompressed(key.Q)), Base64Url.EncodeToString(key.D));
    }

    /// <summary>Never the private key.</summary>
    public override string ToString() => $"VapidKeys {PublicKey}";

    /// <summary>Whether the two are keys of one pair.</summary>
    internal static bool AreKeyPair(string publicKey, string privateKey)
    {
        try
        {
            using var key = Import(publicKey, privateKey);
            using var other = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = P256Point.Parse(Base64Url.DecodeFromChars(publicKey)) });
            byte[] probe = [1];
            return other.VerifyData(probe, key.SignData(probe, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <exception cref="FormatException">Not base64url, or not of the right length.</exception>
    /// <exception cref="CryptographicException">Not a pair.</exception>
    internal static ECDsa Import(string publicKey, string privateKey) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = P256Point.Parse(Base64Url.DecodeFromChars(publicKey)),
        D = Base64Url.DecodeFromChars(privateKey) is { Length: 32 } d ? d : throw new FormatException("A private key has 32 bytes."),
    });
}
