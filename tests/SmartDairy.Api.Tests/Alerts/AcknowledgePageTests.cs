using System.Net;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Api.Rest.Acknowledge;
using SmartDairy.Api.Tests.Alerts.Fakes;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

public sealed class AcknowledgePageTests
{
    [Fact]
    public async Task Looking_shows_the_alert_and_changes_nothing()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1) with
        { Message = "<script>alert('x')</script> & \"41\" °C", Source = new("sensor", "ENV-1", "<b>door</b>") });
        host.Links.Known["good\">"] = (AcknowledgeLinkStatus.Valid, new(1, "ALT-1", null));
        var (status, page, response) = await GetAsync(host, "good\">");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<form method=\"post\" action=\"ack\">", page, StringComparison.Ordinal);
        Assert.Contains("value=\"good&quot;&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("1970-01-01 01:00 &#x2B;01:00", page, StringComparison.Ordinal);
        Assert.Contains("ALT-1", page, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(host.Store.Events);
        Assert.Equal(AlertState.Open, host.Store.Alerts[0].State);
    }

    [Theory]
    [InlineData("CON-1", "Anna")]
    [InlineData("CON-GONE", "a link in a message")]
    [InlineData(null, "a link in a message")]
    public async Task The_button_acknowledges_in_the_name_of_whom_the_message_went_to(string? contact, string name)
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1));
        host.RuleBook.Contacts.Add(new() { Id = "CON-1", FarmId = 1, Name = "Anna" });
        host.Links.Known["good"] = (AcknowledgeLinkStatus.Valid, new(1, "ALT-1", contact));
        var (status, page) = await PostAsync(host, "good");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1>Acknowledged</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        Assert.Equal((AlertState.Acknowledged, name), (host.Store.Alerts[0].State, host.Store.Alerts[0].AcknowledgedBy));
        (_, page, _) = await GetAsync(host, "good");
        Assert.Contains("Acknowledged already", page, StringComparison.Ordinal);
        await PostAsync(host, "good");
        Assert.Single(host.Store.Events);
    }

    [Fact]
    public async Task An_alert_that_is_over_is_said_to_be_over()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1, state: AlertState.Cleared) with { ClearedAt = 2_000 });
        host.Links.Known["good"] = (AcknowledgeLinkStatus.Valid, new(1, "ALT-1", null));
        var (status, page) = await PostAsync(host, "good");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("This alert is over", page, StringComparison.Ordinal);
        Assert.Empty(host.Store.Events);
    }

    [Theory]
    [InlineData("forged", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("old", HttpStatusCode.Gone)]
    [InlineData("other-farm", HttpStatusCode.NotFound)]
    [InlineData("no-alert", HttpStatusCode.NotFound)]
    public async Task A_link_that_is_not_good_shows_nothing_and_does_nothing(string token, HttpStatusCode expected)
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1));
        host.Links.Known["old"] = (AcknowledgeLinkStatus.Expired, new(1, "ALT-1", null));
        host.Links.Known["other-farm"] = (AcknowledgeLinkStatus.Valid, new(2, "ALT-1", null));
        host.Links.Known["no-alert"] = (AcknowledgeLinkStatus.Valid, new(1, "ALT-2", null));
        var (status, page, _) = await GetAsync(host, token);
        Assert.Equal(expected, status);
        Assert.DoesNotContain("41", page, StringComparison.Ordinal);
        Assert.Equal(expected, (await PostAsync(host, token)).Status);
        Assert.Empty(host.Store.Events);
    }

    [Fact]
    public async Task A_post_without_a_form_is_refused()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1));
        host.Links.Known["good"] = (AcknowledgeLinkStatus.Valid, new(1, "ALT-1", null));
        using var json =
            await host.Api.Client.PostAsync("/alerts/ack?token=good", new StringContent("{}", Encoding.UTF8, "application/json"),
                TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, json.StatusCode);
        using var huge =
            await host.Api.Client.PostAsync(
                "/alerts/ack", new FormUrlEncodedContent([new("token", new string('x', 100_000))]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, huge.StatusCode);
        Assert.Empty(host.Store.Events);
    }

    [Fact]
    public async Task Whoever_tries_tokens_is_slowed_down()
    {
        await using var host = await AlertTestHost.StartAsync();
        for (var i = 0; i < AcknowledgeEndpoint.MaxRequestsPerMinute; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(host, $"try-{i}")).Status);
        }

        var (status, _, response) = await GetAsync(host, "one-more");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public void The_policy_lets_the_style_through() =>
        Assert.Equal(AcknowledgePage.StyleHash, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(AcknowledgePage.Style))));

    private static async Task<(HttpStatusCode Status, string Page, HttpResponseMessage Response)> GetAsync(AlertTestHost host, string token)
    {
        // Without the key of the API: the token is the whole credential.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alerts/ack?token=" + Uri.EscapeDataString(token));
        using var client = new HttpClient { BaseAddress = host.Api.Address };
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(AlertTestHost host, string token)
    {
        using var client = new HttpClient { BaseAddress = host.Api.Address };
        using var response =
            await client.PostAsync("/alerts/ack", new FormUrlEncodedContent([new("token", token)]), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
