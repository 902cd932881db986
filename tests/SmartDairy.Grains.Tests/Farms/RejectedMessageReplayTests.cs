using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Farms;

public sealed class RejectedMessageReplayTests
{
    private const string Topic = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry";

    [Fact]
    public async Task What_was_refused_for_want_of_a_registration_is_accepted_after_it()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sentAt = dairy.Now;
        await dairy.ConsumeAsync(dairy.Message(Topic, TestDevices.Climate(dairy.Now, 20)), dairy.Message(Topic, "{"));
        var rows = await dairy.RejectedAsync();
        Assert.All(rows, row => Assert.Equal("device_unknown", row.Code));
        await dairy.RegisterAsync(TestDevices.Sensor());
        dairy.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await dairy.Farm.ReplayRejectedAsync([.. rows.Select(row => row.Id)]));

        var snapshot = await dairy.SnapshotAsync();
        Assert.Equal((20d, sentAt), (snapshot.Value("temperature_c"), snapshot.LastSeen));
        var again = await dairy.RejectedAsync();
        Assert.Equal(["device_unknown", "device_unknown", "json_invalid"], again.Select(row => row.Code).Order());
        Assert.Equal(2, again.Count(row => row.ReplayedAt == dairy.Now));
        Assert.Equal(new MessageCounts(1, 0, 3), (await dairy.GetSettledLedgerAsync()).Settled);
    }

    [Fact]
    public async Task An_item_of_a_batch_is_replayed_alone()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        await dairy.Device("ENV-1").SetEnabledAsync(false);
        await dairy.ConsumeAsync(dairy.Message(Topic, $"[{TestDevices.Climate(dairy.Now, 20)},{TestDevices.Climate(dairy.Now, 21)}]"));
        await dairy.Device("ENV-1").SetEnabledAsync(true);
        Assert.Equal(2, await dairy.Farm.ReplayRejectedAsync([Assert.Single(await dairy.RejectedAsync()).Id]));
        Assert.Equal(new MessageCounts(2, 0, 1), (await dairy.GetSettledLedgerAsync()).Settled);
    }

    [Fact]
    public async Task What_was_cut_or_is_not_there_cannot_be_replayed()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.ConsumeAsync(dairy.Message(Topic, new string(' ', 65 * 1024) + "{}"));
        var row = Assert.Single(await dairy.RejectedAsync());
        Assert.True(row.Truncated);
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, row.Id, row.Id);
        await RefusedAsync(dairy, RefusalKind.NotFound, "", row.Id, "0197");
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "1 to 1,000");
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "1,001", [.. Enumerable.Range(0, 1_001).Select(i => $"{i}")]);
    }

    [Fact]
    public async Task The_messages_of_another_farm_are_not_there()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.ConsumeAsync(dairy.Message(Topic, "{}", farm: 2));
        var foreign = Assert.Single((await dairy.History.ListRejectedAsync(2, null, 10, null, DairyTestCluster.TimeoutToken)).Items);
        await RefusedAsync(dairy, RefusalKind.NotFound, "", foreign.Id);
    }

    private static async Task RefusedAsync(DairyTestCluster dairy, RefusalKind kind, string named, params string[] ids)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => dairy.Farm.ReplayRejectedAsync(ids));
        Assert.Equal(kind, refused.Kind);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
