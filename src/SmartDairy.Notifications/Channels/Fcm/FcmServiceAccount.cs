using System.Security.Cryptography;
using System.Text.Json;

namespace SmartDairy.Notifications.Channels.Fcm;

/// <summary>A Google service account, read from its JSON file.</summary>
internal sealed class FcmServiceAccount
{
    private FcmServiceAccount(string projectId, string email, string keyId, string privateKey, Uri tokenUri)
    {
        ProjectId = projectId;
        Email = email;
        KeyId = keyId;
        PrivateKey = privateKey;
        TokenUri = tokenUri;
    }

    public string ProjectId { get; }

    public string Email { get; }

    public string KeyId { get; }

    public string PrivateKey { get; }

    public Uri TokenUri { get; }

    /// <summary>Reads a service account; null when the file cannot be read or is not a service account file.</summary>
    public static FcmServiceAccount? TryRead(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var key = json.RootElement.GetProperty("private_key").GetString() ?? "";
            using var rsa = RSA.Create();
            rsa.ImportFromPem(key);
            return new(
                json.RootElement.GetProperty("project_id").GetString() ?? "",
                json.RootElement.GetProperty("client_email").GetString() ?? "",
                json.RootElement.TryGetProperty("private_key_id", out var id) ? id.GetString() ?? "" : "",
                key,
                new Uri(json.RootElement.GetProperty("token_uri").GetString() ?? ""));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or ArgumentException or CryptographicException or UriFormatException)
        {
            return null;
        }
    }
}
