using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdHost;

namespace SmartDairy.Api.Tests.Herds.Detections;

public sealed class DetectionSubscriptionTests
{
    [Fact]
    public async Task What_is_written_from_then_on_is_seen_in_order_and_other_kinds_are_left_out()
    {
        await using var host = await StartAsync(TimeProvider.System);
        await host.PutAsync(HerdKinds.Detections, Found("BEFORE", DetectionKind.Heat, Now));
        using var socket = await Socket.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", "subscription { detections(farmId: 1, kind: HEAT) { id state } }");
        await host.Herds.Joined.WaitAsync(TestContext.Current.CancellationToken);
        var heat = Found("D-1", DetectionKind.Heat, Now);
        await host.PutAsync(HerdKinds.Detections, Found("D-0", DetectionKind.Illness, Now), heat, Found("D-9", DetectionKind.Heat, Now, farm: 2));
        Assert.Equal("""{"id":"D-1","state":"OPEN"}""", await NextAsync(socket));
        await host.PutAsync(HerdKinds.Detections, heat with { State = DetectionState.Ended }, Found("D-2", DetectionKind.Heat, Now));
        Assert.Equal("""{"id":"D-1","state":"ENDED"}""", await NextAsync(socket));
        Assert.Equal("""{"id":"D-2","state":"OPEN"}""", await NextAsync(socket));
    }

    [Theory]
    [InlineData(1, "of-farm-2", "FORBIDDEN")]
    [InlineData(3, TestKeys.All, "NOT_FOUND")]
    public async Task What_may_not_be_seen_may_not_be_watched(int farm, string key, string code)
    {
        await using var host = await StartAsync();
        host.Api.Keys.Give("of-farm-2", [2]);
        using var socket = await Socket.OpenAsync(host.Api, key);
        await socket.SubscribeAsync("1", $$"""subscription { detections(farmId: {{farm}}) { id } }""");
        Assert.Equal(code, (await socket.ReadAsync("error")).GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<string> NextAsync(Socket socket) =>
        (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("detections").GetRawText();
}
