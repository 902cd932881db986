using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Fcm;

/// <summary>
/// Obtains access tokens of the service account with a signed assertion (RFC 7523) and caches them until one minute before they expire.
/// </summary>
internal sealed class FcmAccessTokenProvider(FcmServiceAccount credentials, ProviderRequestSender sender, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1);
    private string? _token;
    private DateTimeOffset _expiresAt;

    /// <summary>Returns a valid access token.</summary>
    /// <returns>The token, or the reason for its absence.</returns>
    public async Task<(string? Token, SendResult? Failure)> GetAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (_token is not null && time.GetUtcNow() < _expiresAt)
            {
                return (_token, null);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, credentials.TokenUri)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    ["assertion"] = CreateAssertion(),
                }),
            };
            var response = await sender.SendAsync(request, HandleTokenResponse, cancellationToken);
            return response.Outcome == SendOutcome.Delivered ? (_token, null) : (null, response);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Discards a token that was not accepted, so that the next call requests a new one.</summary>
    public void Invalidate(string token) => Interlocked.CompareExchange(ref _token, null, token);

    public void Dispose() => _lock.Dispose();

    private SendResult HandleTokenResponse(ProviderResponse response)
    {
        try
        {
            using var json = JsonDocument.Parse(response.Body);
            var root = json.RootElement;
            if (response.IsSuccess && root.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } text)
            {
                _token = text;
                _expiresAt = time.GetUtcNow()
                    .AddSeconds(
                        (root.TryGetProperty("expires_in", out var expiresIn) && expiresIn.TryGetInt32(out var seconds) ? seconds : 3_600)
                        - 60);
                return new(SendOutcome.Delivered, "");
            }

            var reason = root.TryGetProperty("error_description", out var description) || root.TryGetProperty("error", out description)
                ? description.ToString()
                : "";
            return TokenRefused(response, reason);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return TokenRefused(response, "");
        }
    }

    // A problem with the account does not concern the message, so the delivery is retried.
    private static SendResult TokenRefused(ProviderResponse response, string reason) =>
        new(SendOutcome.Retry,
            response.Describe(
                $"Failed to obtain an access token for the account of Notifications:Fcm:CredentialsFile: {SingleLineText.Truncate(reason, 300)}"), RetryAfter: response.RetryAfter);

    private string CreateAssertion()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = credentials.KeyId };
        var claims = new JsonObject
        {
            ["iss"] = credentials.Email,
            ["scope"] = "https://www.googleapis.com/auth/firebase.messaging",
            ["aud"] = credentials.TokenUri.OriginalString,
            ["iat"] = now,
            ["exp"] = now + 3_600,
        };
        var signed = $"{Encode(head)}.{Encode(claims)}";
        using var rsa = RSA.Create();
        rsa.ImportFromPem(credentials.PrivateKey);
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
