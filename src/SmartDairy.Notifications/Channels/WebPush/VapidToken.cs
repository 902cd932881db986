using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Creates the ES256 token that identifies the server to a push service (RFC 8292).</summary>
internal static class VapidToken
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <returns>The value of the Authorization header.</returns>
    public static string CreateAuthorizationHeader(Uri endpoint, string subject, string publicKey, string privateKey, DateTimeOffset now)
    {
        var head = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = new JsonObject
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["sub"] = subject,
        };
        var signed = $"{head}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        using var key = VapidKeys.Import(publicKey, privateKey);
        var signature =
            key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={publicKey}";
    }
}
