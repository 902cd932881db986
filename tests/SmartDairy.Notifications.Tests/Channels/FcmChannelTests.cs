using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Configuration;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.Fcm;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Tests.Servers;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class FcmChannelTests(TestCertificateAuthority authority) : IClassFixture<TestCertificateAuthority>
{
    private static readonly string Address = PushTargetAddress.Serialize(new(null, null, null, "phone-1"));

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_770_036_910));

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Access_token_is_obtained_with_a_signed_assertion_and_cached_until_expiry()
    {
        using var rsa = RSA.Create(2048);
        await using var google = await TestHttpsServer.StartAsync(authority);
        google.Respond = Google(new(200, """{"name":"projects/farm-1/messages/7"}"""));
        using var channel = Channel(google.Port, rsa);

        var answer = await channel.SendAsync(SampleData.Notification(Address), TestCancellation);
        await channel.SendAsync(SampleData.Notification(Address), TestCancellation);

        Assert.Equal(new(SendOutcome.Delivered, "200 accepted", "projects/farm-1/messages/7"), answer);
        Assert.Equal(["/token", "/v1/projects/farm-1/messages:send", "/v1/projects/farm-1/messages:send"],
            google.Requests.Select(request => request.Path));
        Check(QueryHelpers.ParseQuery(google.Requests.First().Text), rsa, google.Port);

        var send = google.Requests.ElementAt(1);
        Assert.Equal("Bearer access-1", send.Headers["Authorization"]);
        var message = SampleData.Json(send.Text).GetProperty("message");
        Assert.Equal("phone-1", message.GetProperty("token").GetString());
        Assert.Equal("Zu heiß: Stall Süd 🐄", message.GetProperty("notification").GetProperty("title").GetString());
        Assert.Equal("high", message.GetProperty("android").GetProperty("priority").GetString());
        Assert.Equal("ALT-1", message.GetProperty("apns").GetProperty("headers").GetProperty("apns-collapse-id").GetString());
        Assert.All(message.GetProperty("data").EnumerateObject(), member => Assert.Equal(JsonValueKind.String, member.Value.ValueKind));

        _time.Advance(TimeSpan.FromMinutes(59));
        await channel.SendAsync(SampleData.Notification(Address), TestCancellation);
        Assert.Equal(2, google.Requests.Count(request => request.Path == "/token"));
    }

    [Theory]
    [InlineData(404, "NOT_FOUND", "UNREGISTERED", SendOutcome.AddressGone)]
    [InlineData(404, "NOT_FOUND", null, SendOutcome.Rejected)]
    [InlineData(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", SendOutcome.Rejected)]
    [InlineData(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", SendOutcome.Rejected)]
    [InlineData(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", SendOutcome.Retry)]
    [InlineData(503, "UNAVAILABLE", "UNAVAILABLE", SendOutcome.Retry)]
    public async Task Fcm_error_decides_the_outcome(int status, string general, string? specific, SendOutcome verdict)
    {
        using var rsa = RSA.Create(2048);
        await using var google = await TestHttpsServer.StartAsync(authority);
        object[] details = specific is null
            ? []
            : [new Dictionary<string, string>
            { ["@type"] = "type.googleapis.com/google.firebase.fcm.v1.FcmError", ["errorCode"] = specific }];
        google.Respond =
            Google(new(
                status, JsonSerializer.Serialize(new { error = new { code = status, message = "why", status = general, details } })));
        using var channel = Channel(google.Port, rsa);

        var answer = await channel.SendAsync(SampleData.Notification(Address), TestCancellation);

        Assert.Equal((verdict, $"{status} {specific ?? general}: why"), (answer.Outcome, answer.Text));
    }

    [Fact]
    public async Task Rejected_access_token_is_requested_again()
    {
        using var rsa = RSA.Create(2048);
        await using var google = await TestHttpsServer.StartAsync(authority);
        google.Respond = Google(new(401, """{"error":{"status":"UNAUTHENTICATED","message":"expired"}}"""));
        using var channel = Channel(google.Port, rsa);

        Assert.Equal(SendOutcome.Retry, (await channel.SendAsync(SampleData.Notification(Address), TestCancellation)).Outcome);
        await channel.SendAsync(SampleData.Notification(Address), TestCancellation);
        Assert.Equal(2, google.Requests.Count(request => request.Path == "/token"));
    }

    [Fact]
    public async Task Refused_account_leads_to_a_retry()
    {
        using var rsa = RSA.Create(2048);
        await using var google = await TestHttpsServer.StartAsync(authority);
        google.Respond = _ => new(400, """{"error":"invalid_grant","error_description":"Invalid JWT Signature."}""");
        using var channel = Channel(google.Port, rsa);

        var answer = await channel.SendAsync(SampleData.Notification(Address), TestCancellation);

        Assert.Equal(SendOutcome.Retry, answer.Outcome);
        Assert.Contains("Invalid JWT Signature.", answer.Text, StringComparison.Ordinal);
    }

    private static void Check(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form, RSA rsa, int port)
    {
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);
        var parts = form["assertion"].ToString().Split('.');
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal("sender@farm-1.example.com", claims.GetProperty("iss").GetString());
        Assert.Equal($"https://localhost:{port}/token", claims.GetProperty("aud").GetString());
        Assert.Equal("https://www.googleapis.com/auth/firebase.messaging", claims.GetProperty("scope").GetString());
        Assert.Equal(1_770_036_910, claims.GetProperty("iat").GetInt64());
        Assert.Equal(1_770_036_910 + 3_600, claims.GetProperty("exp").GetInt64());
    }

    private static Func<ReceivedRequest, StubResponse> Google(StubResponse answer)
    {
        var tokens = 0;
        return request => request.Path == "/token" ? new(200, $$"""{"access_token":"access-{{++tokens}}","expires_in":3599}""") : answer;
    }

    private FcmChannel Channel(int port, RSA rsa)
    {
        var settings = new NotificationOptions { TrustedCertificatesFile = authority.AuthorityFile };
        settings.Fcm.Endpoint = $"https://localhost:{port}";
        settings.Fcm.CredentialsFile = authority.Write($"account-{port}.json", JsonSerializer.Serialize(new
        {
            project_id = "farm-1",
            client_email = "sender@farm-1.example.com",
            private_key_id = "k1",
            private_key = rsa.ExportPkcs8PrivateKeyPem(),
            token_uri = $"https://localhost:{port}/token",
        }));
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        return new(settings, new ProviderHttpClient(new ServerCertificateValidator(settings)), _time);
    }
}
