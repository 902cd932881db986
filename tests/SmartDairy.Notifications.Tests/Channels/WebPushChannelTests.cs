using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.WebPush;
using SmartDairy.Notifications.Settings;
using SmartDairy.Notifications.Tests.Servers;
using SmartDairy.Testing.Servers;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class WebPushChannelTests(SelfMadeAuthority authority) : IClassFixture<SelfMadeAuthority>
{
    private const string P256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";

    private readonly VapidKeys _keys = VapidKeys.Generate();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_reads_what_was_sent_and_knows_who_sent_it()
    {
        await using var browser = await NodeProcess.StartAsync("browser.mjs");
        var subscription = await browser.ReadAsync();
        await using var endpoint = await HttpsEndpoint.StartAsync(authority);
        endpoint.Answers = _ => new(201, "", new() { ["Location"] = "/message/9" });
        var origin = $"https://localhost:{endpoint.Port}";
        var address = PushAddress.Of(new($"{origin}/push/abc", subscription.GetProperty("p256dh").GetString(), subscription.GetProperty("auth").GetString(), null));

        var answer = await Channel().SendAsync(Sample.Notification(address), Cancelled);

        Assert.Equal((ChannelVerdict.Delivered, "/message/9"), (answer.Verdict, answer.Receipt));
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
        var payload = Sample.Json(seen.GetProperty("text").GetString()!);
        Assert.Equal("Zu heiß: Stall Süd 🐄", payload.GetProperty("title").GetString());
        Assert.Equal("DLV-0001", payload.GetProperty("id").GetString());
        Assert.Equal("ALT-1", payload.GetProperty("data").GetProperty("alert_id").GetString());
    }

    [Theory]
    [InlineData(404, ChannelVerdict.Gone)]
    [InlineData(410, ChannelVerdict.Gone)]
    [InlineData(413, ChannelVerdict.Refused)]
    [InlineData(400, ChannelVerdict.Refused)]
    [InlineData(429, ChannelVerdict.Retry)]
    [InlineData(502, ChannelVerdict.Retry)]
    public async Task The_status_says_what_to_do(int status, ChannelVerdict verdict)
    {
        await using var endpoint = await HttpsEndpoint.StartAsync(authority);
        endpoint.Answers = _ => new(status, "reason");
        var answer = await Channel().SendAsync(Sample.Notification(Address($"https://localhost:{endpoint.Port}/")), Cancelled);
        Assert.Equal(verdict, answer.Verdict);
    }

    [Fact]
    public async Task A_push_service_in_the_private_network_is_not_connected_to()
    {
        await using var endpoint = await HttpsEndpoint.StartAsync(authority);
        var answer = await Channel([]).SendAsync(Sample.Notification(Address($"https://localhost:{endpoint.Port}/")), Cancelled);
        Assert.Equal(ChannelVerdict.Refused, answer.Verdict);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public void What_is_too_long_loses_the_alert_and_then_the_end_of_its_text()
    {
        var notification = Sample.Notification("") with { Text = new string('ä', 5_000), Data = JsonSerializer.Serialize(new { big = new string('x', 5_000) }) };
        var payload = PushPayload.Of(notification, PushEncryption.MaxLength);
        Assert.InRange(payload.Length, 500, PushEncryption.MaxLength);
        var json = JsonDocument.Parse(payload).RootElement;
        Assert.Equal("Zu heiß: Stall Süd 🐄", json.GetProperty("title").GetString());
        Assert.EndsWith("ä…", json.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.False(json.TryGetProperty("data", out _));
    }

    [Fact]
    public void Targets_are_checked_when_they_are_saved()
    {
        var channel = Channel([]);
        Assert.Null(channel.Objection(Address("https://push.example.com/abc")));
        Assert.Contains("https", channel.Objection(Address("http://push.example.com/abc")), StringComparison.Ordinal);
        Assert.Contains("no address that may be reached", channel.Objection(Address("https://10.1.1.1/abc")), StringComparison.Ordinal);
        Assert.Contains("p256dh", channel.Objection(PushAddress.Of(new("https://push.example.com/abc", "AAAA", Auth, null))), StringComparison.Ordinal);
        Assert.Contains("auth", channel.Objection(PushAddress.Of(new("https://push.example.com/abc", P256dh, "AAAA", null))), StringComparison.Ordinal);
        Assert.Contains("endpoint", channel.Objection(PushAddress.Of(new(null, null, null, "token"))), StringComparison.Ordinal);
        Assert.Contains("endpoint", channel.Objection("nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_no_point_of_the_curve_is_refused()
    {
        var bad = System.Buffers.Text.Base64Url.EncodeToString([4, .. Enumerable.Repeat((byte)7, 64)]);
        var answer = await Channel().SendAsync(Sample.Notification(PushAddress.Of(new("https://localhost/", bad, Auth, null))), Cancelled);
        Assert.Equal((ChannelVerdict.Refused, true), (answer.Verdict, answer.Text.Contains("P-256", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Priority.Medium, "normal")]
    [InlineData(Priority.Info, "very-low")]
    public async Task Urgency_follows_priority(Priority priority, string urgency)
    {
        await using var endpoint = await HttpsEndpoint.StartAsync(authority);
        await Channel().SendAsync(Sample.Notification(Address($"https://localhost:{endpoint.Port}/")) with { Priority = priority }, Cancelled);
        Assert.Equal(urgency, Assert.Single(endpoint.Requests).Headers["Urgency"]);
    }

    private static string Address(string endpoint) => PushAddress.Of(new(endpoint, P256dh, Auth, null));

    private WebPushChannel Channel(IReadOnlyList<string>? networks = null)
    {
        var settings = new NotificationSettings { TrustedCertificatesFile = authority.AuthorityFile };
        settings.Webhook.AllowedNetworks = networks ?? ["127.0.0.0/8", "::1/128"];
        (settings.WebPush.PublicKey, settings.WebPush.PrivateKey, settings.WebPush.Subject) = (_keys.PublicKey, _keys.PrivateKey, "mailto:operator@example.com");
        Assert.Empty(settings.Failures());
        return new(settings, Sample.Guarded(settings), TimeProvider.System);
    }
}
