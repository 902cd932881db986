using SmartDairy.Api.Tests.Alerts.Fakes;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Alerts;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

public sealed class AlertSubscriptionTests
{
    [Fact]
    public async Task Each_change_is_an_event_and_what_is_less_urgent_is_left_out()
    {
        await using var host = await AlertTestHost.StartAsync();
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", "subscription { alerts(farmId: 1, minPriority: HIGH) { id state priority } }");
        host.Feed.Changes.Writer.TryWrite(Change(1, SampleAlerts.Create("ALT-LOW", 1, Priority.Medium)));
        host.Feed.Changes.Writer.TryWrite(Change(2, SampleAlerts.Create("ALT-1", 1)));
        host.Feed.Changes.Writer.TryWrite(Change(3, SampleAlerts.Create("ALT-1", 1, Priority.Critical, AlertState.Acknowledged)));
        Assert.Equal("""{"id":"ALT-1","state":"OPEN","priority":"HIGH"}""", await NextAsync(socket));
        Assert.Equal("""{"id":"ALT-1","state":"ACKNOWLEDGED","priority":"CRITICAL"}""", await NextAsync(socket));
    }

    [Fact]
    public async Task Whoever_reads_slowly_gets_all_five_thousand_though_the_queue_holds_a_hundred()
    {
        const int Queue = 100;
        const int All = 5_000;
        await using var host = await AlertTestHost.StartAsync(("UndroppableQueue", $"{Queue}"));
        host.Feed.CompleteAtCount = 2 * Queue;
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", "subscription { alerts(farmId: 1) { id message } }");
        // 40 MB: more than any buffer between the two holds.
        var message = new string('x', 8_000);
        for (var i = 0; i < All; i++)
        {
            host.Feed.Changes.Writer.TryWrite(Change(i, SampleAlerts.Create($"ALT-{i}", 1) with { Message = message }));
        }

        await host.Feed.ReachedCount.WaitAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < All; i++)
        {
            var next = (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("alerts");
            if (i == 0)
            {
                Assert.True(host.Feed.ReadCount < All, "The source was read to its end before its reader read anything.");
            }

            Assert.Equal($"ALT-{i}", next.GetProperty("id").GetString());
        }
    }

    private static AlertChange Change(long sequence, Alert alert) =>
        new(new() { Sequence = sequence, FarmId = 1, AlertId = alert.Id, At = 1_000, Kind = AlertEventKind.Opened }, alert);

    private static async Task<string> NextAsync(GraphQLSocketClient socket) =>
        (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("alerts").GetRawText();
}
