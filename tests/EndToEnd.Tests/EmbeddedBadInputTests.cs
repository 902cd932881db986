using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Bad input to the embedded broker, which knows the sender and reports the outcome of a message.</summary>
public sealed class EmbeddedBadInputTests(EmbeddedBadInputTests.EmbeddedFixture shared)
    : BadInputTests(shared), IClassFixture<EmbeddedBadInputTests.EmbeddedFixture>
{
    [Theory]
    [InlineData(1, "ENV-B")]
    [InlineData(2, "ENV-C")]
    public async Task A_device_may_not_publish_for_another_device(int farm, string other)
    {
        var before = await LedgerAsync();
        Assert.False(
            (await FarmSetup.PublishAsync(shared.Client, FarmSetup.Topic(farm, other), """{"readings":{"temperature_c":20}}""")).IsSuccess);
        Assert.True((await SendGoodAsync()).IsSuccess);
        var after = await LedgerAsync(before.Settled + 2);
        Assert.Equal(before.Rejected + 1, after.Rejected);
        var newest =
            (await shared.Api.QueryAsync("{ rejectedMessages(farmId: 1, first: 1) { nodes { code } } }")).GetProperty("rejectedMessages")
            .GetProperty("nodes")[0];
        Assert.Equal("not_authorized", newest.GetProperty("code").GetString());
    }

    public sealed class EmbeddedFixture : Fixture
    {
        protected override async Task<Deployment> StartAsync() => await EmbeddedDeployment.StartAsync();
    }
}
