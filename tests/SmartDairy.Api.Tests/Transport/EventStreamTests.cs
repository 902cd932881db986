using System.Net.Http.Headers;
using System.Text;
using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Transport;

public sealed class EventStreamTests
{
    [Fact]
    public async Task A_revoked_key_ends_its_stream_and_says_why()
    {
        await using var host = await TestHost.StartAsync(("CredentialCheck", "00:00:00.100"));
        var key = host.Keys.Issue("soon-revoked", null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent("""{"query":"subscription { once }"}""", Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Authorization = new("Bearer", key);
        using var response =
            await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Contains("\"once\":1", await NextDataAsync(lines), StringComparison.Ordinal);
        host.Keys.Revoke(key);
        Assert.Contains("UNAUTHENTICATED", await NextDataAsync(lines), StringComparison.Ordinal);
        Assert.Contains("event: complete", await lines.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string> NextDataAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }
}
