using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Detections;

public sealed class DetectionSubscriptionTests
{
    [Fact]
    public async Task What_is_written_from_then_on_is_seen_in_order_and_other_kinds_are_left_out()
    {
        await using var host = await StartAsync(TimeProvider.System);
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("BEFORE", DetectionKind.Heat, Now));
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", "subscription { detections(farmId: 1, kind: HEAT) { id state } }");
        await host.Herds.Following.WaitAsync(TestContext.Current.CancellationToken);
        var heat = CreateDetection("D-1", DetectionKind.Heat, Now);
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("D-0", DetectionKind.Illness, Now), heat,
            CreateDetection("D-9", DetectionKind.Heat, Now, farm: 2));
        Assert.Equal("""{"id":"D-1","state":"OPEN"}""", await NextAsync(socket));
        await host.PutAsync(
            HerdRecordKinds.Detections, heat with { State = DetectionState.Ended }, CreateDetection("D-2", DetectionKind.Heat, Now));
        Assert.Equal("""{"id":"D-1","state":"ENDED"}""", await NextAsync(socket));
        Assert.Equal("""{"id":"D-2","state":"OPEN"}""", await NextAsync(socket));
    }

    [Theory]
    [InlineData(1, "of-farm-2", "FORBIDDEN")]
    [InlineData(3, TestCredentialSource.All, "NOT_FOUND")]
    public async Task What_may_not_be_seen_may_not_be_watched(int farm, string key, string code)
    {
        await using var host = await StartAsync();
        host.Api.Keys.Issue("of-farm-2", [2]);
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api, key);
        await socket.SubscribeAsync("1", $$"""subscription { detections(farmId: {{farm}}) { id } }""");
        Assert.Equal(
            code, (await socket.ReadAsync("error")).GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<string> NextAsync(GraphQLSocketClient socket) =>
        (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("detections").GetRawText();
}
