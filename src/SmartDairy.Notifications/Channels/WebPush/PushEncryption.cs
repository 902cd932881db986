using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Encrypts a push message for one browser (RFC 8291) in one record of the aes128gcm coding (RFC 8188).</summary>
internal static class PushEncryption
{
    /// <summary>Maximum message length: push services accept 4,096 bytes, of which header, padding delimiter and tag take 103.</summary>
    public const int MaxLength = 4_096 - HeaderLength - 1 - TagLength;

    private const int HeaderLength = 16 + 4 + 1 + P256Point.Length;
    private const int TagLength = 16;

    public static byte[] Encrypt(ReadOnlySpan<byte> message, byte[] browserKey, byte[] browserSecret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(message, browserKey, browserSecret, own, RandomNumberGenerator.GetBytes(16));
    }

    /// <param name="browserKey">The browser's public key, 65 bytes.</param>
    /// <param name="browserSecret">The browser's authentication secret, 16 bytes.</param>
    /// <param name="ephemeralKey">A key pair created for this message only.</param>
    /// <param name="salt">16 random bytes.</param>
    /// <exception cref="CryptographicException">The browser's key is not on the curve.</exception>
    internal static byte[] Encrypt(
        ReadOnlySpan<byte> message, byte[] browserKey, byte[] browserSecret, ECDiffieHellman ephemeralKey, byte[] salt)
    {
        if (message.Length > MaxLength)
        {
            throw new ArgumentException($"A push message must not exceed {MaxLength} bytes.", nameof(message));
        }

        using var browser =
            ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = P256Point.Parse(browserKey) });
        var ownKey = P256Point.ToUncompressed(ephemeralKey.ExportParameters(includePrivateParameters: false).Q);
        var shared = ephemeralKey.DeriveRawSecretAgreement(browser.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, browserSecret, [.. "WebPush: info\0"u8, .. browserKey, .. ownKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());

        var body = new byte[HeaderLength + message.Length + 1 + TagLength];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(16), 4_096);
        body[20] = P256Point.Length;
        ownKey.CopyTo(body, 21);
        byte[] padded = [.. message, 2]; // 2 marks the last record
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, padded, body.AsSpan(HeaderLength, padded.Length), body.AsSpan(HeaderLength + padded.Length));
        return body;
    }
}
