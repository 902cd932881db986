using SmartDairy.History.Rejected;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class RejectedTests
{
    [Fact]
    public async Task A_refused_message_shows_its_reason_and_a_harmless_payload()
    {
        await using var host = await DairyTestHost.StartAsync();
        host.History.Rejected.Add(Message("a", 1));
        var node =
            (await host.DataAsync(
                "{ rejectedMessages(farmId: 1) { totalCount nodes { id topic code reason jsonPath payload truncated receivedAt replayedAt } } }"))
            .GetProperty("rejectedMessages").GetProperty("nodes")[0];
        Assert.Equal("json_invalid", node.GetProperty("code").GetString());
        Assert.Equal("""{\u0000\xFF""", node.GetProperty("payload").GetString());
    }

    [Fact]
    public async Task Messages_of_several_farms_are_replayed_together()
    {
        await using var host = await DairyTestHost.StartAsync();
        host.History.Rejected.AddRange([Message("a", 1), Message("b", 2), Message("c", 2)]);
        Assert.Equal(
            3, (await host.DataAsync("""mutation { replayRejected(ids: ["a", "b", "c"]) }""")).GetProperty("replayRejected").GetInt32());
    }

    [Fact]
    public async Task A_message_of_another_farm_is_not_there()
    {
        await using var host = await DairyTestHost.StartAsync();
        host.History.Rejected.AddRange([Message("a", 1), Message("b", 2)]);
        var key = host.Api.Keys.Issue("of-farm-2", [2]);
        Assert.Equal("NOT_FOUND", await host.CodeAsync("""mutation { replayRejected(ids: ["a", "b"]) }""", key));
        Assert.Equal(
            1, (await host.DataAsync("""mutation { replayRejected(ids: ["b"]) }""", key)).GetProperty("replayRejected").GetInt32());
        Assert.Equal("FORBIDDEN", await host.CodeAsync("{ rejectedMessages(farmId: 1) { totalCount } }", key));
    }

    [Fact]
    public async Task The_farms_listed_are_the_callers()
    {
        await using var host = await DairyTestHost.StartAsync();
        Assert.Equal("""{"farms":{"nodes":[{"id":1},{"id":2}]}}""", (await host.DataAsync("{ farms { nodes { id } } }")).GetRawText());
        var key = host.Api.Keys.Issue("of-farm-2", [2]);
        Assert.Equal("""{"farms":{"nodes":[{"id":2}]}}""", (await host.DataAsync("{ farms { nodes { id } } }", key)).GetRawText());
    }

    private static RejectedMessage Message(string id, int farmId) => new()
    {
        Id = id,
        FarmId = farmId,
        Topic = "nowhere",
        Code = "json_invalid",
        Reason = "The payload is not JSON.",
        Payload = new byte[] { (byte)'{', 0, 0xFF },
        ReceivedAt = 0,
    };
}
