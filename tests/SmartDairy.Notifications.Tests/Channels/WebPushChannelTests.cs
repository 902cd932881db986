using System.Text.Json;
using SmartDairy.Configuration;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.WebPush;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Tests.Servers;
using SmartDairy.Testing.NodeJs;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class WebPushChannelTests(TestCertificateAuthority authority) : IClassFixture<TestCertificateAuthority>
{
    private const string P256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";

    private readonly VapidKeys _keys = VapidKeys.Generate();

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_message_is_decrypted_and_its_sender_verified()
    {
        await using var browser = await NodeJsProcess.StartAsync("browser.mjs");
        var subscription = await browser.ReadAsync();
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(201, "", new() { ["Location"] = "/message/9" });
        var origin = $"https://localhost:{endpoint.Port}";
        var address =
            PushTargetAddress.Serialize(
                new($"{origin}/push/abc", subscription.GetProperty("p256dh").GetString(), subscription.GetProperty("auth").GetString(),
                    null));

        var answer = await Channel().SendAsync(SampleData.Notification(address), TestCancellation);

        Assert.Equal((SendOutcome.Delivered, "/message/9"), (answer.Outcome, answer.Receipt));
        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("aes128gcm", request.Headers["Content-Encoding"]);
        Assert.Equal("high", request.Headers["Urgency"]);
        Assert.Equal("86400", request.Headers["TTL"]);
        Assert.Matches("^[A-Za-z0-9_-]{32}$", request.Headers["Topic"]);

        await browser.WriteAsync(new { body = Convert.ToBase64String(request.Body), authorization = request.Headers["Authorization"] });
        var seen = await browser.ReadAsync();
        Assert.False(seen.TryGetProperty("error", out var error), error.ToString());
        Assert.Equal(_keys.PublicKey, seen.GetProperty("key").GetString());
        Assert.Equal("ES256", seen.GetProperty("head").GetProperty("alg").GetString());
        var claims = seen.GetProperty("claims");
        Assert.Equal(origin, claims.GetProperty("aud").GetString());
        Assert.Equal("mailto:operator@example.com", claims.GetProperty("sub").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64() - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 3_600, 86_400);
        var payload = SampleData.Json(seen.GetProperty("text").GetString()!);
        Assert.Equal("Zu heiß: Stall Süd 🐄", payload.GetProperty("title").GetString());
        Assert.Equal("DLV-0001", payload.GetProperty("id").GetString());
        Assert.Equal("ALT-1", payload.GetProperty("data").GetProperty("alert_id").GetString());
    }

    [Theory]
    [InlineData(404, SendOutcome.AddressGone)]
    [InlineData(410, SendOutcome.AddressGone)]
    [InlineData(413, SendOutcome.Rejected)]
    [InlineData(400, SendOutcome.Rejected)]
    [InlineData(429, SendOutcome.Retry)]
    [InlineData(502, SendOutcome.Retry)]
    public async Task Push_service_status_decides_the_outcome(int status, SendOutcome verdict)
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(status, "reason");
        var answer = await Channel().SendAsync(SampleData.Notification(Address($"https://localhost:{endpoint.Port}/")), TestCancellation);
        Assert.Equal(verdict, answer.Outcome);
    }

    [Fact]
    public async Task Push_service_in_a_private_network_is_not_contacted()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        var answer = await Channel([]).SendAsync(SampleData.Notification(Address($"https://localhost:{endpoint.Port}/")), TestCancellation);
        Assert.Equal(SendOutcome.Rejected, answer.Outcome);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public void Too_long_payload_drops_the_alert_then_truncates_the_text()
    {
        var notification = SampleData.Notification("") with
        { Text = new string('ä', 5_000), Data = JsonSerializer.Serialize(new { big = new string('x', 5_000) }) };
        var payload = PushPayloadFactory.Create(notification, PushEncryption.MaxLength);
        Assert.InRange(payload.Length, 500, PushEncryption.MaxLength);
        var json = JsonDocument.Parse(payload).RootElement;
        Assert.Equal("Zu heiß: Stall Süd 🐄", json.GetProperty("title").GetString());
        Assert.EndsWith("ä…", json.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.False(json.TryGetProperty("data", out _));
    }

    [Fact]
    public void Push_target_validation_reports_invalid_targets()
    {
        var channel = Channel([]);
        Assert.Null(channel.ValidateAddress(Address("https://push.example.com/abc")));
        Assert.Contains("https", channel.ValidateAddress(Address("http://push.example.com/abc")), StringComparison.Ordinal);
        Assert.Contains("no allowed address", channel.ValidateAddress(Address("https://10.1.1.1/abc")), StringComparison.Ordinal);
        Assert.Contains("p256dh",
            channel.ValidateAddress(PushTargetAddress.Serialize(new("https://push.example.com/abc", "AAAA", Auth, null))),
            StringComparison.Ordinal);
        Assert.Contains("auth",
            channel.ValidateAddress(PushTargetAddress.Serialize(new("https://push.example.com/abc", P256dh, "AAAA", null))),
            StringComparison.Ordinal);
        Assert.Contains(
            "endpoint", channel.ValidateAddress(PushTargetAddress.Serialize(new(null, null, null, "token"))), StringComparison.Ordinal);
        Assert.Contains("endpoint", channel.ValidateAddress("nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_key_off_the_curve_is_rejected()
    {
        var bad = System.Buffers.Text.Base64Url.EncodeToString([4, .. Enumerable.Repeat((byte)7, 64)]);
        var answer = await Channel()
            .SendAsync(SampleData.Notification(PushTargetAddress.Serialize(new("https://localhost/", bad, Auth, null))), TestCancellation);
        Assert.Equal((SendOutcome.Rejected, true), (answer.Outcome, answer.Text.Contains("P-256", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Priority.Medium, "normal")]
    [InlineData(Priority.Info, "very-low")]
    public async Task Push_urgency_follows_the_priority(Priority priority, string urgency)
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        await Channel()
            .SendAsync(
                SampleData.Notification(Address($"https://localhost:{endpoint.Port}/")) with { Priority = priority }, TestCancellation);
        Assert.Equal(urgency, Assert.Single(endpoint.Requests).Headers["Urgency"]);
    }

    private static string Address(string endpoint) => PushTargetAddress.Serialize(new(endpoint, P256dh, Auth, null));

    private WebPushChannel Channel(IReadOnlyList<string>? networks = null)
    {
        var settings = new NotificationOptions { TrustedCertificatesFile = authority.AuthorityFile };
        settings.Webhook.AllowedNetworks = networks ?? ["127.0.0.0/8", "::1/128"];
        (settings.WebPush.PublicKey, settings.WebPush.PrivateKey, settings.WebPush.Subject) =
            (_keys.PublicKey, _keys.PrivateKey, "mailto:operator@example.com");
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        return new(settings, SampleData.CreateGuardedClient(settings), TimeProvider.System);
    }
}
