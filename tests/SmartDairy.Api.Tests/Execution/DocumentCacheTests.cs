using GraphQLParser.AST;
using SmartDairy.GraphQL.Execution;
using Xunit;

namespace SmartDairy.Api.Tests.Execution;

public sealed class DocumentCacheTests
{
    private static readonly GraphQLDocument Document = new([]);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    public void It_never_holds_more_than_its_capacity(int capacity)
    {
        var cache = new DocumentCache(capacity);
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"query q{i}", Document);
            Assert.InRange(cache.Count, 1, capacity + 1);
        }
    }

    [Fact]
    public void What_is_used_stays()
    {
        var cache = new DocumentCache(10);
        cache.Add("used", Document);
        for (var i = 0; i < 100; i++)
        {
            Assert.NotNull(cache.Find("used"));
            cache.Add($"query q{i}", Document);
        }

        Assert.Null(cache.Find("query q0"));
    }

    [Fact]
    public void Nothing_is_held_when_it_is_off()
    {
        var cache = new DocumentCache(0);
        cache.Add("a", Document);
        Assert.Null(cache.Find("a"));
    }
}
