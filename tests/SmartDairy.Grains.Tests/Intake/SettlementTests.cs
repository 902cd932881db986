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
        dairy.Store.Gate = new TaskCompletionSource();
        var receipt = new RecordedReceipt();
        var consumed = dairy.ConsumeAsync(dairy.Message(Topic, Herd.Climate(dairy.Now, 20), "ENV-1", receipt));
        Assert.Equal(1, (await dairy.Farm.LedgerAsync()).Pending);
        Assert.Null(receipt.Outcome);
        dairy.Store.Gate.SetResult();
        Assert.Equal(1, await consumed.WaitAsync(Dairy.Soon));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        await dairy.ClosedLedgerAsync();
    }

    [Fact]
    public async Task A_batch_that_is_handed_over_twice_settles_once()
    {
        await using var dairy = await StartAsync();
        RecordedReceipt[] receipts = [new(), new(), new()];
        InboundMessage[] batch =
        [
            dairy.Message(Topic, Herd.Climate(dairy.Now, 20), "ENV-1", receipts[0]),
            dairy.Message(Topic, "[]", "ENV-1", receipts[1]),
            dairy.Message("nowhere", "{}", "ENV-1", receipts[2]),
        ];
        Assert.Equal(1, await dairy.ConsumeAsync(batch));
        Assert.Equal(0, await dairy.ConsumeAsync(batch));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Calls));
        Assert.Equal(new MessageCounts(1, 0, 2), (await dairy.ClosedLedgerAsync()).Settled);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    public async Task While_history_is_away_nothing_is_acknowledged_and_afterwards_all_is_there_once(int appends, int rejects)
    {
        await using var dairy = await StartAsync();
        RecordedReceipt[] receipts = [new(), new(), new()];
        var failed = dairy.Store.Failed;
        dairy.Store.FailNext(appends, rejects);
        var consumed = dairy.ConsumeAsync(
            dairy.Message(Topic, $"[{Herd.Climate(dairy.Now, 20)},{{}},{{}}]", "ENV-1", receipts[0]),
            dairy.Message(Topic, "{", "ENV-1", receipts[1]),
            dairy.Message("nowhere", "{}", "ENV-1", receipts[2]));
        await failed.WaitAsync(Dairy.Soon);
        Assert.Null(receipts[0].Outcome);
        Assert.Equal(1, await dairy.Time.PatientlyAsync(consumed));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Calls));
        Assert.Equal(new MessageCounts(1, 0, 4), (await dairy.ClosedLedgerAsync()).Settled);
        Assert.Equal(4, (await dairy.RejectedAsync()).Count);
    }

    [Fact]
    public async Task History_that_stays_away_is_told_to_whoever_handed_the_batch_over_and_the_next_time_it_is_stored()
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordedReceipt();
        var message = dairy.Message(Topic, Herd.Climate(dairy.Now, 20), "ENV-1", receipt);
        dairy.Store.FailNext(appends: int.MaxValue);
        await Assert.ThrowsAsync<History.HistoryUnavailableException>(() => dairy.Time.PatientlyAsync(dairy.ConsumeAsync(message)));
        Assert.Equal((null, 1L), (receipt.Outcome, (await dairy.Farm.LedgerAsync()).Pending));
        dairy.Store.FailNext();
        Assert.Equal(1, await dairy.ConsumeAsync(message));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        Assert.Equal(new MessageCounts(1, 0, 0), (await dairy.ClosedLedgerAsync()).Settled);
    }

    private static async Task<Dairy> StartAsync()
    {
        var dairy = await Dairy.StartAsync();
        await dairy.RegisterAsync(Herd.Sensor());
        return dairy;
    }
}
