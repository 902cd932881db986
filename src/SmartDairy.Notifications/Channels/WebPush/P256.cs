using System.Security.Cryptography;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Points of the curve as push services and browsers write them: 0x04, x, y.</summary>
internal static class P256
{
    public const int PointLength = 65;

    /// <exception cref="FormatException">Not 65 bytes that begin with 4.</exception>
    public static ECPoint Point(byte[] uncompressed) => uncompressed is [4, ..] && uncompressed.Length == PointLength
        ? new() { X = uncompressed[1..33], Y = uncompressed[33..] }
        : throw new FormatException("A public key has 65 bytes, the first of them 4.");

    public static byte[] Uncompressed(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
