using System.Net;
using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Execution;

public sealed class ErrorMappingTests
{
    [Theory]
    [InlineData("conflict", "CONFLICT", "take another")]
    [InlineData("refused", "INVALID_ARGUMENT", "but so")]
    [InlineData("forbidden", "FORBIDDEN", null)]
    [InlineData("history", "UNAVAILABLE", "")]
    [InlineData("timeout", "UNAVAILABLE", "")]
    [InlineData("bug", "INTERNAL", "")]
    public async Task What_is_thrown_becomes_a_code_a_hint_and_a_trace(string how, string code, string? hint)
    {
        await using var host = await TestHost.StartAsync();
        var error = await host.QueryErrorAsync("query($how: String!) { fail(how: $how) }", new { how });
        var extensions = error.GetProperty("extensions");
        Assert.Equal(code, extensions.GetProperty("code").GetString());
        Assert.Equal(32, extensions.GetProperty("traceId").GetString()!.Length);
        if (hint is null)
        {
            Assert.False(extensions.TryGetProperty("hint", out _));
        }
        else if (hint.Length > 0)
        {
            Assert.Equal(hint, extensions.GetProperty("hint").GetString());
        }
        else
        {
            Assert.NotEmpty(extensions.GetProperty("hint").GetString()!);
        }

        Assert.Equal("fail", error.GetProperty("path")[0].GetString());
        Assert.DoesNotContain(TestQuery.Secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_nothing_runs()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await host.PostAsync(new { query = "{ hello }" }, "nobody");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains(
            "UNAUTHENTICATED", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
