using SmartDairy.Contracts.Devices;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_wait_when_too_many_rows_are_pending()
    {
        await using var store = SqliteStoreUnderTest.Create(configure: options =>
        {
            options.MaxPendingRows = 10;
            options.BusyTimeout = TimeSpan.FromMinutes(1);
        });
        Task first, second;
        await using (await store.BlockWritesAsync())
        {
            first = store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10));
            second = store.History.AppendAsync(Sample.MinutelyReadings("ENV-2", 5));
            Assert.Equal(10, store.Inner.PendingRows);
            Assert.False(second.IsCompleted);
        }

        await first;
        await second;
        Assert.Equal(15, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }

    [Fact]
    public async Task A_call_larger_than_every_bound_is_still_one_commit()
    {
        await using var store = SqliteStoreUnderTest.Create(configure: options =>
        {
            options.MaxPendingRows = 10;
            options.MaxBatchRows = 3;
        });
        await store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 500));
        Assert.Equal(500, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        await using var connection = store.Connect();
        Assert.Equal(1L, SqliteStoreUnderTest.Execute(connection, "select count(*) from ledger_delta"));
    }

    [Fact]
    public async Task Refused_messages_are_pruned_oldest_first_and_stay_counted()
    {
        await using var store = SqliteStoreUnderTest.Create(configure: options => options.MaxRejectedRows = 1_000);
        await store.History.AppendRejectedAsync([.. Enumerable.Range(0, 2_500).Select(i => Sample.Rejected(i, null))]);
        await store.History.ProbeAsync(Cancellation);
        var page = await store.History.ListRejectedAsync(Sample.Farm, null, 2_000, null, Cancellation);
        Assert.InRange(page.Total, 850, 1_000);
        Assert.Equal(Sample.Start + 2_499, page.Items[0].ReceivedAt);
        Assert.Equal(Sample.Start + 2_500 - page.Total, page.Items[^1].ReceivedAt);
        Assert.Equal(new MessageCounts(0, 0, 2_500), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        await store.ReopenAsync();
        Assert.Equal(new MessageCounts(0, 0, 2_500), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
    }

    [Fact]
    public async Task Unknown_device_names_are_stored_up_to_a_limit_and_then_count_for_the_farm()
    {
        await using var store = SqliteStoreUnderTest.Create(configure: options => options.MaxDevicesFromRejected = 5);
        await store.History.AppendRejectedAsync([.. Enumerable.Range(0, 20).Select(i => Sample.Rejected(i, $"FAKE-{i}"))]);
        var counts = await store.History.GetMessageCountsAsync([.. Enumerable.Range(0, 20).Select(i => $"FAKE-{i}")], Cancellation);
        Assert.Equal(5, counts.Values.Sum(count => count.Rejected));
        Assert.Equal(20, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Rejected);
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_and_is_survived()
    {
        await using var store = SqliteStoreUnderTest.Create();
        await store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10));
        await store.Inner.Writer.WriteAsync(session =>
        {
            session.Execute("pragma max_page_count = 1");
            return true;
        });
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => store.History.AppendAsync(Sample.MinutelyReadings("ENV-FULL", 20_000)));
        Assert.Equal(10, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        await store.Inner.Writer.WriteAsync(session =>
        {
            session.Execute("pragma max_page_count = 1000000");
            return true;
        });
        await store.History.AppendAsync(Sample.MinutelyReadings("ENV-FULL", 20_000));
        Assert.Equal(20_010, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }

    [Fact]
    public async Task Closing_commits_pending_rows_and_compacts_the_ledger()
    {
        await using var store = SqliteStoreUnderTest.Create();
        var appends = Enumerable.Range(0, 50).Select(i => store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10, i * 10))).ToList();
        await store.ReopenAsync();
        await Task.WhenAll(appends);
        Assert.Equal(500, (await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        await using var connection = store.Connect();
        Assert.Equal(0L, SqliteStoreUnderTest.Execute(connection, "select count(*) from ledger_delta"));
        Assert.Equal(500L, SqliteStoreUnderTest.Execute(connection, "select sum(stored) from ledger"));
    }

    [Fact]
    public async Task The_ledger_is_compacted_while_running_and_survives_a_crash()
    {
        await using var store = SqliteStoreUnderTest.Create();
        for (var round = 0; round < 21; round++)
        {
            await store.History.AppendAsync(
                [.. Enumerable.Range(0, 5_000).Select(device => Sample.Environment($"ENV-{device}", Sample.Start + round, round))]);
        }

        await store.History.ProbeAsync(Cancellation);
        await using (var connection = store.Connect())
        {
            Assert.Equal(0L, SqliteStoreUnderTest.Execute(connection, "select count(*) from ledger_delta"));
        }

        await store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 3, first: 100));
        await using var survivor = await store.CopyAfterCrashAsync();
        Assert.Equal(105_003, (await survivor.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
        Assert.Equal(24, (await survivor.History.GetMessageCountsAsync(["ENV-1"], Cancellation))["ENV-1"].Stored);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = SqliteStoreUnderTest.Create();
        var history = store.History;
        await store.DisposeAsync();
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => history.AppendAsync(Sample.MinutelyReadings("ENV-1", 1)));
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => history.ProbeAsync(Cancellation));
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => history.ListLatestOfAnimalAsync(1, "COW-1", Cancellation));
    }

    [Fact]
    public async Task A_series_over_too_many_rows_is_marked_as_cut_short()
    {
        await using var store = SqliteStoreUnderTest.Create(configure: options => options.MaxScannedRows = 1_000);
        await store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 1_500));
        var query = Sample.Series("ENV-1", Sample.Start, Sample.Start + (2_000 * Sample.Minute));
        var series = await store.History.QuerySeriesAsync(query, Cancellation);
        Assert.True(series.Truncated);
        Assert.Equal(1_000, series.Times.Count);
    }
}
