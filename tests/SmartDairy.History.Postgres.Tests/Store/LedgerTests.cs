using SmartDairy.Contracts.Devices;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Store;

public sealed class LedgerTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_stay_exact_while_two_processes_compact_and_write()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var other = (PostgresStoreUnderTest)await store.OpenAnotherAsync();
        var written = new long[2];
        PostgresStoreUnderTest[] both = [store, other];
        var writers = both.Select((one, which) => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await one.History.AppendAsync(Sample.MinutelyReadings($"ENV-{which}", 10, i * 10));
                Volatile.Write(ref written[which], (i + 1) * 10);
            }
        })).ToArray();
        var folds = both.Select(one => Task.Run(async () =>
        {
            while (!writers.All(writer => writer.IsCompleted))
            {
                await one.Inner.Maintenance.RunOnceAsync(force: true, Cancellation);
            }
        })).ToArray();
        var looks = 0;
        while (!writers.All(writer => writer.IsCompleted))
        {
            long[] least = [Volatile.Read(ref written[0]), Volatile.Read(ref written[1])];
            var counts = await both[looks++ % 2].History.GetMessageCountsAsync(["ENV-0", "ENV-1"], Cancellation);
            Assert.InRange(counts["ENV-0"].Stored, least[0], 1_000);
            Assert.InRange(counts["ENV-1"].Stored, least[1], 1_000);
        }

        await Task.WhenAll([.. writers, .. folds]);
        await store.Inner.Maintenance.RunOnceAsync(force: true, Cancellation);
        Assert.Equal(0L, await store.ExecuteAsync("select count(*) from ledger_delta"));
        Assert.Equal(2_000m, await store.ExecuteAsync("select sum(stored) from ledger"));
        foreach (var one in both)
        {
            Assert.Equal(new MessageCounts(2_000, 0, 0), await one.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        }

        await store.ReopenAsync();
        Assert.Equal(new MessageCounts(2_000, 0, 0), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
    }

    [Fact]
    public async Task Refused_messages_are_pruned_oldest_first_and_stay_counted()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases, options => options.MaxRejectedRows = 1_000);
        await store.History.AppendRejectedAsync([.. Enumerable.Range(0, 2_500).Select(i => Sample.Rejected(i, null))]);
        await store.Inner.Maintenance.RunOnceAsync(force: true, Cancellation);
        var page = await store.History.ListRejectedAsync(Sample.Farm, null, 2_000, null, Cancellation);
        Assert.Equal(1_000, page.Total);
        Assert.Equal(Sample.Start + 2_499, page.Items[0].ReceivedAt);
        Assert.Equal(Sample.Start + 1_500, page.Items[^1].ReceivedAt);
        Assert.Equal(new MessageCounts(0, 0, 2_500), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
    }

    [Fact]
    public async Task Unknown_device_names_are_stored_up_to_a_limit_and_then_count_for_the_farm()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases, options => options.MaxDevicesFromRejected = 5);
        await store.History.AppendRejectedAsync([.. Enumerable.Range(0, 20).Select(i => Sample.Rejected(i, $"FAKE-{i}"))]);
        var counts = await store.History.GetMessageCountsAsync([.. Enumerable.Range(0, 20).Select(i => $"FAKE-{i}")], Cancellation);
        Assert.Equal(5, counts.Values.Sum(count => count.Rejected));
        Assert.Equal(20, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Rejected);
    }

    [Fact]
    public async Task Writers_wait_when_too_many_rows_are_pending()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases, options => options.MaxPendingRows = 10);
        await store.History.AppendAsync([.. Sample.MinutelyReadings("ENV-1", 1), .. Sample.MinutelyReadings("ENV-2", 1)]);
        await using var blocker = new Npgsql.NpgsqlConnection(store.ConnectionString);
        await blocker.OpenAsync(Cancellation);
        Task first, second;
        await using (var transaction = await blocker.BeginTransactionAsync(Cancellation))
        {
            await using var block = new Npgsql.NpgsqlCommand("lock table environment in exclusive mode", blocker);
            await block.ExecuteNonQueryAsync(Cancellation);
            first = store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10, 1));
            second = store.History.AppendAsync(Sample.MinutelyReadings("ENV-2", 5, 1));
            Assert.Equal(10, store.Inner.PendingRows);
            Assert.False(second.IsCompleted);
        }

        await first;
        await second;
        Assert.Equal(17, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        await store.Inner.DisposeAsync();
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 1)));
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => store.History.ListLatestOfAnimalAsync(1, "COW-1", Cancellation));
    }

    [Fact]
    public async Task Closing_commits_pending_rows()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var appends = Enumerable.Range(0, 50).Select(i => store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10, i * 10))).ToList();
        await store.ReopenAsync();
        await Task.WhenAll(appends);
        Assert.Equal(500, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }
}
