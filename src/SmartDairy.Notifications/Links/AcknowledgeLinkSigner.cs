using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Links;

/// <summary>Creates and verifies links that acknowledge an alert without a login. A link expires and permits nothing else.</summary>
public sealed class AcknowledgeLinkSigner(NotificationOptions settings)
{
    /// <summary>Path below the dashboard's address; the token is the query parameter <c>token</c>.</summary>
    public const string AcknowledgePath = "/alerts/ack";

    private const byte Version = 1;
    private const int MacLength = 32;
    private const int HeadLength = 1 + sizeof(int) + sizeof(long);

    private readonly byte[][] _keys = [.. settings.EffectiveLinkKeys.Select(Encoding.UTF8.GetBytes)];
    private readonly string? _base = settings.BaseUrl?.TrimEnd('/');

    /// <summary>
    /// Creates a link. The first key signs and every key is accepted: to rotate keys, put a new key first and remove the old one when its
    /// links have expired.
    /// </summary>
    /// <param name="contactId">The contact who acknowledges with the link; null when the message is not for a contact.</param>
    /// <param name="now">Current time; the link expires after the configured number of hours.</param>
    /// <returns>The link; null when the settings have no base URL or no key.</returns>
    public string? CreateLink(int farmId, string alertId, string? contactId, DateTimeOffset now) =>
        _base is null || _keys.Length == 0
            ? null
            : $"{_base}{AcknowledgePath}?token={CreateToken(farmId, alertId, contactId, now.AddHours(settings.LinkHours))}";

    /// <summary>Verifies a token; false when it was not signed with these keys, was altered, or has expired.</summary>
    public bool TryRead(string token, DateTimeOffset now, out SignedAcknowledgeLink link)
    {
        link = default;
        if (token.Length > 1_000 || Decode(token) is not { Length: > HeadLength + MacLength } bytes || bytes[0] != Version)
        {
            return false;
        }

        var signed = bytes.AsSpan(..^MacLength);
        var isSigned = false;
        foreach (var key in _keys)
        {
            // All keys are tried, so that the duration reveals nothing.
            isSigned |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), bytes.AsSpan(^MacLength..));
        }

        if (!isSigned)
        {
            return false;
        }

        var ids = Encoding.UTF8.GetString(signed[HeadLength..]).Split('\n');
        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signed[5..]));
        link = new(BinaryPrimitives.ReadInt32BigEndian(signed[1..]), ids[0], ids[1].Length == 0 ? null : ids[1], expires);
        return now < expires;
    }

    private string CreateToken(int farmId, string alertId, string? contactId, DateTimeOffset expires)
    {
        if (alertId.Contains('\n', StringComparison.Ordinal) || contactId?.Contains('\n', StringComparison.Ordinal) == true)
        {
            throw new ArgumentException("An id must not contain line breaks.");
        }

        var ids = Encoding.UTF8.GetBytes($"{alertId}\n{contactId}");
        var bytes = new byte[HeadLength + ids.Length + MacLength];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), farmId);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(5), expires.ToUnixTimeSeconds());
        ids.CopyTo(bytes, HeadLength);
        HMACSHA256.HashData(_keys[0], bytes.AsSpan(..^MacLength), bytes.AsSpan(^MacLength..));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// Decodes a token; null when it is not canonical base64url. The last character has unused bits, so several texts would otherwise
    /// decode to the same token.
    /// </summary>
    private static byte[]? Decode(string token)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(token);
            return Base64Url.EncodeToString(bytes) == token ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
