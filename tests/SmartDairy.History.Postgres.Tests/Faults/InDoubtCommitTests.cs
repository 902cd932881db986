using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>A commit whose answer is lost is made once, counted once, and no news of a duplicate.</summary>
public sealed class InDoubtCommitTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_that_is_cut_before_its_answer_is_found_again(bool folding)
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var proxy = new ConnectionCuttingProxy(databases.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Port = proxy.Port }.ConnectionString;
        await using var behind = await PostgresStoreUnderTest.OpenStoreAsync(through);
        await store.History.AppendAsync([.. Enumerable.Range(0, 4).Select(i => Sample.Environment($"ENV-{i}", Sample.Start - 1, -1))]);
        proxy.CutEveryNthCommit = 2;
        var writing =
            RetryingWriters.RunAsync(
                new PostgresHistory(behind, TimeProvider.System), writers: 4, calls: 40, rows: 5, () => proxy.CutCount < 20);
        while (folding && !writing.IsCompleted)
        {
            await store.Inner.Maintenance.RunOnceAsync(force: true, Cancellation);
        }

        var (written, duplicates, refusals) = await writing;
        proxy.CutEveryNthCommit = 0;
        Assert.Equal(0, duplicates);
        Assert.Equal(0, refusals);
        Assert.Equal(new MessageCounts(written + 4, 0, 0), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(written + 4L, await store.ExecuteAsync("select count(*) from environment"));
    }

    [Fact]
    public async Task A_commit_in_doubt_that_was_not_made_ends_soon_though_another_writer_brought_its_readings()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        await using var proxy = new ConnectionCuttingProxy(databases.Server.Port);
        var through = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Port = proxy.Port }.ConnectionString;
        await using var behind = await PostgresStoreUnderTest.OpenStoreAsync(through, options => options.Writers = 1);
        var history = new PostgresHistory(behind, TimeProvider.System);
        await history.AppendAsync([Sample.Environment("ENV-0", Sample.Start - 1, -1)]);
        var readings = Sample.MinutelyReadings("ENV-0", 5);
        (proxy.DropsCutCommits, proxy.CutEveryNthCommit) = (true, 1);
        var writing = history.AppendAsync(readings);
        while (proxy.CutCount == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }

        // Others are refused once the retries are over and the commit is in doubt.
        await Assert.ThrowsAsync<HistoryUnavailableException>(
            () => history.AppendAsync([Sample.Environment("ENV-0", Sample.Start - 2, -1)]));

        await store.History.AppendAsync(readings);
        (proxy.DropsCutCommits, proxy.CutEveryNthCommit) = (false, 0);
        var receipt = await writing.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        Assert.All(readings, reading => Assert.True(receipt.IsDuplicate(reading)));
        Assert.Equal(new MessageCounts(6, 5, 0), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(0, behind.PendingRows);
    }

    [Fact]
    public async Task Connections_that_are_ended_all_the_time_lose_and_double_nothing()
    {
        await using var store = await PostgresStoreUnderTest.CreateAsync(databases);
        var database = new NpgsqlConnectionStringBuilder(store.ConnectionString).Database!;
        var ended = 0;
        var writing = RetryingWriters.RunAsync(store.History, writers: 4, calls: 100, rows: 20, () => Volatile.Read(ref ended) < 20);
        while (!writing.IsCompleted)
        {
            Interlocked.Add(ref ended, await databases.TerminateAsync(database));
        }

        var (written, duplicates, _) = await writing;
        Assert.Equal(0, duplicates);
        Assert.Equal(new MessageCounts(written, 0, 0), await store.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal((long)written, await store.ExecuteAsync("select count(*) from environment"));
    }
}
