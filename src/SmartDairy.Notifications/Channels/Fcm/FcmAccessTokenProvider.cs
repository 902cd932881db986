using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Fcm;

/// <summary>Access tokens of the service account: asked for with a signed assertion (RFC 7523), kept until a minute before they end.</summary>
internal sealed class FcmAccessTokenProvider(FcmServiceAccount credentials, ProviderRequestSender exchange, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private DateTimeOffset _expiresAt;

    /// <returns>The token, or why there is none.</returns>
    public async Task<(string? Token, SendResult? Trouble)> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
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
            var answer = await exchange.SendAsync(request, HandleTokenResponse, cancellationToken);
            return answer.Outcome == SendOutcome.Delivered ? (_token, null) : (null, answer);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The token was not accepted: the next call asks for another.</summary>
    public void Invalidate(string token) => Interlocked.CompareExchange(ref _token, null, token);

    public void Dispose() => _one.Dispose();

    private SendResult HandleTokenResponse(ProviderResponse answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var root = json.RootElement;
            if (answer.IsSuccess && root.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } text)
            {
                _token = text;
                _expiresAt = time.GetUtcNow().AddSeconds((root.TryGetProperty("expires_in", out var life) && life.TryGetInt32(out var seconds) ? seconds : 3_600) - 60);
                return new(SendOutcome.Delivered, "");
            }

            var reason = root.TryGetProperty("error_description", out var description) || root.TryGetProperty("error", out description) ? description.ToString() : "";
            return TokenRefused(answer, reason);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return TokenRefused(answer, "");
        }
    }

    // Whatever is wrong with the account is no fault of the message.
    private static SendResult TokenRefused(ProviderResponse answer, string reason) =>
        new(SendOutcome.Retry, answer.Describe($"No access token for the account of Notifications:Fcm:CredentialsFile: {SingleLineText.Truncate(reason, 300)}"), RetryAfter: answer.RetryAfter);

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
