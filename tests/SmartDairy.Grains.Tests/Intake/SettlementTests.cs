using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Intake;

public sealed class SettlementTests
{
    private const string Topic = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry";

    [Fact]
    public async Task A_sender_hears_nothing_before_the_commit()
    {
        await using var dairy = await StartAsync();
        dairy.FaultyHistory.HoldAppends = new TaskCompletionSource();
        var receipt = new RecordingReceipt();
        var consumed = dairy.ConsumeAsync(dairy.Message(Topic, TestDevices.Climate(dairy.Now, 20), "ENV-1", receipt));
        Assert.Equal(1, (await dairy.Farm.GetLedgerAsync()).Pending);
        Assert.Null(receipt.Outcome);
        dairy.FaultyHistory.HoldAppends.SetResult();
        Assert.Equal(1, await consumed.WaitAsync(DairyTestCluster.TimeoutToken));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        await dairy.GetSettledLedgerAsync();
    }

    [Fact]
    public async Task A_batch_that_is_handed_over_twice_settles_once()
    {
        await using var dairy = await StartAsync();
        RecordingReceipt[] receipts = [new(), new(), new()];
        ReceivedMessage[] batch =
        [
            dairy.Message(Topic, TestDevices.Climate(dairy.Now, 20), "ENV-1", receipts[0]),
            dairy.Message(Topic, "[]", "ENV-1", receipts[1]),
            dairy.Message("nowhere", "{}", "ENV-1", receipts[2]),
        ];
        Assert.Equal(1, await dairy.ConsumeAsync(batch));
        Assert.Equal(0, await dairy.ConsumeAsync(batch));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Calls));
        Assert.Equal(new MessageCounts(1, 0, 2), (await dairy.GetSettledLedgerAsync()).Settled);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    public async Task While_history_is_away_nothing_is_acknowledged_and_afterwards_all_is_there_once(int appends, int rejects)
    {
        await using var dairy = await StartAsync();
        RecordingReceipt[] receipts = [new(), new(), new()];
        var failed = dairy.FaultyHistory.Failed;
        dairy.FaultyHistory.FailNext(appends, rejects);
        var consumed = dairy.ConsumeAsync(
            dairy.Message(Topic, $"[{TestDevices.Climate(dairy.Now, 20)},{{}},{{}}]", "ENV-1", receipts[0]),
            dairy.Message(Topic, "{", "ENV-1", receipts[1]),
            dairy.Message("nowhere", "{}", "ENV-1", receipts[2]));
        await failed.WaitAsync(DairyTestCluster.TimeoutToken);
        Assert.Null(receipts[0].Outcome);
        Assert.Equal(1, await dairy.Time.AdvanceUntilCompletedAsync(consumed));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Calls));
        Assert.Equal(new MessageCounts(1, 0, 4), (await dairy.GetSettledLedgerAsync()).Settled);
        Assert.Equal(4, (await dairy.RejectedAsync()).Count);
    }

    [Fact]
    public async Task History_that_stays_away_is_told_to_whoever_handed_the_batch_over_and_the_next_time_it_is_stored()
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordingReceipt();
        var message = dairy.Message(Topic, TestDevices.Climate(dairy.Now, 20), "ENV-1", receipt);
        dairy.FaultyHistory.FailNext(appends: int.MaxValue);
        await Assert.ThrowsAsync<History.HistoryUnavailableException>(
            () => dairy.Time.AdvanceUntilCompletedAsync(dairy.ConsumeAsync(message)));
        Assert.Equal((null, 1L), (receipt.Outcome, (await dairy.Farm.GetLedgerAsync()).Pending));
        dairy.FaultyHistory.FailNext();
        Assert.Equal(1, await dairy.ConsumeAsync(message));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        Assert.Equal(new MessageCounts(1, 0, 0), (await dairy.GetSettledLedgerAsync()).Settled);
    }

    private static async Task<DairyTestCluster> StartAsync()
    {
        var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        return dairy;
    }
}
