using System.Net;
using System.Text.Json;
using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Home;

public sealed class HomeTests
{
    [Fact]
    public async Task A_browser_without_a_key_is_told_what_runs_and_where_everything_is()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await GetAsync(host, "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        foreach (var wanted in new[] { "Smart Dairy", "embedded", "\"graphql/ui/\"", "\"graphql/schema.graphql\"", "\"health/ready\"",
            "\"metrics\"", "docs/" })
        {
            Assert.Contains(wanted, page, StringComparison.Ordinal);
        }

        Assert.Contains($"curl -s http://{host.Address.Authority}/graphql", page, StringComparison.Ordinal);
        Assert.Contains("registerDevices(farmId: 1,", page, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCredentialSource.All, page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_on_the_page_runs_or_comes_from_elsewhere()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await GetAsync(host, "text/html");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_same_as_JSON()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await GetAsync(host, "application/json");
        var answer =
            JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            ["name", "version", "mode", "graphQL", "graphiQL", "schema", "live", "ready", "metrics"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("embedded", answer.GetProperty("mode").GetString());
    }

    private static async Task<HttpResponseMessage> GetAsync(TestHost host, string accept)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
