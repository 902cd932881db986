using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Links;

/// <summary>Links that acknowledge an alert without logging in: whoever got the message may. They end, and are good for nothing else.</summary>
public sealed class AcknowledgeLinkSigner(NotificationOptions settings)
{
    /// <summary>Below the dashboard's address; the token is the query's <c>token</c>.</summary>
    public const string AcknowledgePath = "/alerts/ack";

    private const byte Version = 1;
    private const int MacLength = 32;
    private const int HeadLength = 1 + sizeof(int) + sizeof(long);

    private readonly byte[][] _keys = [.. settings.EffectiveLinkKeys.Select(Encoding.UTF8.GetBytes)];
    private readonly string? _base = settings.BaseUrl?.TrimEnd('/');

    /// <summary>The first key signs, every key is accepted: a new one is put in front, and the old one goes when its links have ended.</summary>
    /// <param name="contactId">Who acknowledges by it; null when the message is for no contact.</param>
    /// <param name="now">The link ends so many hours later as the settings say.</param>
    /// <returns>Null when the settings have no address or no key.</returns>
    public string? CreateLink(int farmId, string alertId, string? contactId, DateTimeOffset now) =>
        _base is null || _keys.Length == 0 ? null : $"{_base}{AcknowledgePath}?token={CreateToken(farmId, alertId, contactId, now.AddHours(settings.LinkHours))}";

    /// <summary>False when it was not signed here, was changed, or has ended.</summary>
    public bool TryRead(string token, DateTimeOffset now, out SignedAcknowledgeLink link)
    {
        link = default;
        if (token.Length > 1_000 || Decode(token) is not { Length: > HeadLength + MacLength } bytes || bytes[0] != Version)
        {
            return false;
        }

        var signed = bytes.AsSpan(..^MacLength);
        var known = false;
        foreach (var key in _keys)
        {
            // All keys are tried, so that the time tells nothing.
            known |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), bytes.AsSpan(^MacLength..));
        }

        if (!known)
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
            throw new ArgumentException("An id has no line breaks.");
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

    /// <summary>Null when it is not base64url, or not as it is written here: the last character has bits to spare, which would make several tokens of one.</summary>
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
