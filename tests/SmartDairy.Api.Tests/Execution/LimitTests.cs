using System.Net;
using System.Text.Json;
using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Execution;

public sealed class LimitTests
{
    private const string Introspection = """
        query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name }
          types { ...FullType } directives { name description locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description
          fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
        """;

    [Fact]
    public async Task Too_deep_is_refused_and_one_less_is_not()
    {
        await using var host = await TestHost.StartAsync(("MaxDepth", "3"));
        Assert.Equal("QUERY_TOO_COMPLEX", Code(await host.QueryErrorAsync("{ node { child { child { name } } } }")));
        Assert.False((await host.QueryAsync("{ node { child { name } } }")).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Too_dear_is_refused_by_page_size()
    {
        await using var host = await TestHost.StartAsync(("MaxComplexity", "100"));
        Assert.Equal("QUERY_TOO_COMPLEX", Code(await host.QueryErrorAsync("{ node { children(first: 500) { name } } }")));
        Assert.False((await host.QueryAsync("{ node { children(first: 5) { name } } }")).TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task Introspection_passes_the_limit_of_cost()
    {
        await using var host = await TestHost.StartAsync(("MaxComplexity", "100"));
        var answer = await host.QueryAsync(Introspection);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        Assert.Equal(
            "TestQuery", answer.GetProperty("data").GetProperty("__schema").GetProperty("queryType").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("{ slow }")]
    [InlineData("{ stubborn }")]
    public async Task An_operation_ends_at_its_time_out(string query)
    {
        await using var host = await TestHost.StartAsync(("OperationTimeout", "00:00:00.200"));
        Assert.Equal("UNAVAILABLE", Code(await host.QueryErrorAsync(query)));
    }

    [Fact]
    public async Task A_body_beyond_the_bound_is_413()
    {
        await using var host = await TestHost.StartAsync(("MaxBodyBytes", "1024"));
        using var response = await host.PostAsync(new { query = "{ hello }", variables = new { padding = new string('x', 2000) } });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static string? Code(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString();
}
