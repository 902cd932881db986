using System.Security.Cryptography;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Converts P-256 points to and from the uncompressed form used by push services and browsers: 0x04, x, y.</summary>
internal static class P256Point
{
    public const int Length = 65;

    /// <exception cref="FormatException">The bytes are not 65 bytes that begin with 4.</exception>
    public static ECPoint Parse(byte[] uncompressed) => uncompressed is [4, ..] && uncompressed.Length == Length
        ? new() { X = uncompressed[1..33], Y = uncompressed[33..] }
        : throw new FormatException("A public key must have 65 bytes and begin with 4.");

    public static byte[] ToUncompressed(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
