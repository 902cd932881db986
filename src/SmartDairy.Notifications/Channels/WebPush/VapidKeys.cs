using System.Buffers.Text;
using System.Security.Cryptography;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>The P-256 key pair with which a server identifies itself to push services (RFC 8292).</summary>
/// <param name="PublicKey">Public key with which browsers subscribe, base64url of 65 bytes.</param>
/// <param name="PrivateKey">Private key, base64url of 32 bytes; a secret.</param>
public sealed record VapidKeys(string PublicKey, string PrivateKey)
{
    public static VapidKeys Generate()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString(P256Point.ToUncompressed(key.Q)), Base64Url.EncodeToString(key.D));
    }

    /// <summary>The public key only; never contains the private key.</summary>
    public override string ToString() => $"VapidKeys {PublicKey}";

    /// <summary>True when the two keys form a pair.</summary>
    internal static bool AreKeyPair(string publicKey, string privateKey)
    {
        try
        {
            using var key = Import(publicKey, privateKey);
            using var other =
                ECDsa.Create(new ECParameters
                { Curve = ECCurve.NamedCurves.nistP256, Q = P256Point.Parse(Base64Url.DecodeFromChars(publicKey)) });
            byte[] probe = [1];
            return other.VerifyData(probe, key.SignData(probe, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <exception cref="FormatException">A key is not base64url or has the wrong length.</exception>
    /// <exception cref="CryptographicException">The keys do not form a pair.</exception>
    internal static ECDsa Import(string publicKey, string privateKey) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = P256Point.Parse(Base64Url.DecodeFromChars(publicKey)),
        D = Base64Url.DecodeFromChars(privateKey) is { Length: 32 } d ? d : throw new FormatException("A private key must have 32 bytes."),
    });
}
