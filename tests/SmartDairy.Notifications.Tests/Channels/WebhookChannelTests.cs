using System.Net;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Configuration;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Channels.Webhooks;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Tests.Servers;
using Xunit;

namespace SmartDairy.Notifications.Tests.Channels;

public sealed class WebhookChannelTests(TestCertificateAuthority authority) : IClassFixture<TestCertificateAuthority>
{
    private const string Secret = "a-secret-of-webhooks";

    private static CancellationToken TestCancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_call_is_signed_and_carries_the_id()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(202, "thanks");

        var answer = await Channel().SendAsync(SampleData.Notification($"https://localhost:{endpoint.Port}/hook?a=1"), TestCancellation);

        Assert.Equal(new(SendOutcome.Delivered, "202 thanks"), answer);
        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("""{"alert_id":"ALT-1","message":"28,5 °C"}""", request.Text);
        Assert.Equal("DLV-0001", request.Headers["Idempotency-Key"]);
        var parts = request.Headers["SmartDairy-Signature"].Split(',');
        var at = parts[0]["t=".Length..];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{at}.{request.Text}"));
        Assert.Equal("v1=" + Convert.ToHexStringLower(expected), parts[1]);
        Assert.InRange(TimeProvider.System.GetUtcNow()
            .ToUnixTimeSeconds() - long.Parse(at, System.Globalization.CultureInfo.InvariantCulture), -5, 60);
    }

    [Fact]
    public async Task Webhook_redirect_is_not_followed()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(307, "", new() { ["Location"] = $"https://localhost:{endpoint.Port}/other" });

        var answer = await Channel().SendAsync(SampleData.Notification($"https://localhost:{endpoint.Port}/hook"), TestCancellation);

        Assert.Equal(new(SendOutcome.Rejected, "307: redirects are not followed."), answer);
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData(400, SendOutcome.Rejected)]
    [InlineData(404, SendOutcome.Rejected)]
    [InlineData(410, SendOutcome.Rejected)]
    [InlineData(408, SendOutcome.Retry)]
    [InlineData(429, SendOutcome.Retry)]
    [InlineData(500, SendOutcome.Retry)]
    [InlineData(503, SendOutcome.Retry)]
    public async Task Webhook_status_decides_whether_to_retry(int status, SendOutcome verdict)
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        endpoint.Respond = _ => new(status, new string('x', 100_000), new() { ["Retry-After"] = "17" });

        var answer = await Channel().SendAsync(SampleData.Notification($"https://localhost:{endpoint.Port}/"), TestCancellation);

        Assert.Equal(verdict, answer.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(17), answer.RetryAfter);
        Assert.InRange(answer.Text.Length, 100, 1_000);
    }

    [Fact]
    public async Task Allowed_name_with_a_private_address_is_not_contacted()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);

        var answer = await Channel(networks: [])
            .SendAsync(SampleData.Notification($"https://localhost:{endpoint.Port}/"), TestCancellation);

        Assert.Equal(SendOutcome.Rejected, answer.Outcome);
        Assert.Contains("localhost resolves to no allowed address", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task Host_with_several_addresses_is_contacted_only_at_allowed_ones()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        IPAddress[] found = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("169.254.169.254"), IPAddress.Parse("::ffff:127.0.0.1")];
        var channel = Channel(hosts: ["*.farm.test"], lookUp: found);

        Assert.Equal(SendOutcome.Delivered,
            (await channel.SendAsync(SampleData.Notification($"https://hooks.farm.test:{endpoint.Port}/"), TestCancellation)).Outcome);
        Assert.Single(endpoint.Requests);
        var others = Channel(hosts: ["*.farm.test"], lookUp: found[..2]);
        Assert.Equal(SendOutcome.Rejected,
            (await others.SendAsync(SampleData.Notification($"https://hooks.farm.test:{endpoint.Port}/"), TestCancellation)).Outcome);
    }

    [Fact]
    public async Task Plain_http_is_limited_to_allowed_networks()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(null);
        var address = $"http://localhost:{endpoint.Port}/";
        Assert.Equal(SendOutcome.Delivered, (await Channel().SendAsync(SampleData.Notification(address), TestCancellation)).Outcome);

        var answer = await Channel(lookUp: [IPAddress.Parse("93.184.216.34")])
            .SendAsync(SampleData.Notification(address), TestCancellation);
        Assert.Equal((SendOutcome.Rejected, true), (answer.Outcome, answer.Text.Contains("over https", StringComparison.Ordinal)));
        Assert.Contains("only https is allowed", Channel(networks: []).ValidateAddress(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_for_another_name_is_rejected()
    {
        await using var endpoint = await TestHttpsServer.StartAsync(authority);
        var channel = Channel(hosts: ["wrong.farm.test"], lookUp: [IPAddress.Loopback]);
        var answer = await channel.SendAsync(SampleData.Notification($"https://wrong.farm.test:{endpoint.Port}/"), TestCancellation);
        Assert.Equal(SendOutcome.Retry, answer.Outcome);
        Assert.Empty(endpoint.Requests);
    }

    [Theory]
    [InlineData("https://hooks.example.com/x", true)]
    [InlineData("https://HOOKS.example.com./x", true)]
    [InlineData("https://a.b.farm.test/", true)]
    [InlineData("https://farm.test/", false)]
    [InlineData("https://evilfarm.test/", false)]
    [InlineData("https://hooks.example.com.evil.test/", false)]
    [InlineData("https://hooks.example.com@evil.test/", false)]
    [InlineData("https://user:pw@hooks.example.com/", false)]
    [InlineData("ftp://hooks.example.com/", false)]
    [InlineData("https://10.0.0.1/", false)]
    [InlineData("https://192.168.7.7/", false)]
    [InlineData("https://0x7f000001/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("nonsense", false)]
    public void Webhook_host_must_be_allowed_by_the_operator(string address, bool isValid) => Assert.Equal(
        isValid,
        Channel(hosts: ["hooks.example.com", "*.farm.test", "192.168.7.7", "10.0.0.1", "127.0.0.1", "::1", "::ffff:10.0.0.1"], networks: [])
        .ValidateAddress(address) is null);

    [Fact]
    public void Webhooks_without_allowed_hosts_are_disabled() =>
        Assert.Contains("AllowedHosts",
            new WebhookChannel(new(), SampleData.CreateGuardedClient(new()), TimeProvider.System).MissingConfiguration,
            StringComparison.Ordinal);

    private WebhookChannel Channel(IReadOnlyList<string>? hosts = null, IReadOnlyList<string>? networks = null, IPAddress[]? lookUp = null)
    {
        var settings = new NotificationOptions { TrustedCertificatesFile = authority.AuthorityFile };
        settings.Webhook.AllowedHosts = hosts ?? ["localhost"];
        settings.Webhook.AllowedNetworks = networks ?? ["127.0.0.0/8", "::1/128"];
        settings.Webhook.Secret = Secret;
        Assert.Empty(OptionsValidator.Validate(settings, NotificationOptions.Section));
        return new(settings, SampleData.CreateGuardedClient(settings, lookUp is null ? null : (_, _) => Task.FromResult(lookUp)),
            TimeProvider.System);
    }
}
