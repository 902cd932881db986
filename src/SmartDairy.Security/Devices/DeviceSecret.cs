using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartDairy.Security.Devices;

/// <summary>
/// The secrets devices log in with: 256 random bits, so that a plain SHA-256 is enough to keep. A slow hash guards weak passwords that
/// people choose; here it would only make 10,000 devices wait for each other after a power cut.
/// </summary>
public static class DeviceSecret
{
    private const int Bytes = 32;

    /// <summary>A new secret: 43 characters of base64url.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a secret: 32 bytes.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public static bool Matches(ReadOnlySpan<byte> presented, ReadOnlySpan<byte> storedHash)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(presented, hash);
        return CryptographicOperations.FixedTimeEquals(hash, storedHash);
    }
}
