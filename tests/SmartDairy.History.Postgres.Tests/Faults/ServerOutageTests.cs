using SmartDairy.Contracts.Devices;
using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Servers;
using SmartDairy.Testing;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests.Faults;

/// <summary>
/// A server of its own that is stopped as by a power cut, comes back, and stands still for longer than a statement may take.
/// </summary>
public sealed class ServerOutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_goes_comes_back_and_freezes_loses_and_doubles_nothing()
    {
        RequiredServer.SkipOrFailIfMissing(PostgresServer.IsInstalled, PostgresServer.NotInstalledMessage);
        await using var server = await PostgresServer.StartAsync();
        await using (var store =
            await PostgresStoreUnderTest.OpenStoreAsync(
                server.ConnectionString(), options => options.CommandTimeout = TimeSpan.FromSeconds(1)))
        {
            var history = new PostgresHistory(store, TimeProvider.System);
            var writing = RetryingWriters.RunAsync(history, writers: 4, calls: 250, rows: 10);
            await WaitUntilStoredAsync(history, 200);
            await server.StopImmediatelyAsync();
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => history.ProbeAsync(Cancellation));
            await Assert.ThrowsAsync<HistoryUnavailableException>(
                async () => await history.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => history.AppendAsync(Sample.MinutelyReadings("ENV-AWAY", 5)));
            await server.StartProcessAsync();
            await WaitUntilStoredAsync(history, 2_000);
            server.Process.Freeze();
            await Task.Delay(TimeSpan.FromMilliseconds(2_200), TimeProvider.System, Cancellation);
            server.Process.Thaw();
            var (_, duplicates, refusals) = await writing;
            Assert.Equal(0, duplicates);
            Assert.True(refusals > 0, "Nobody was told that the store was away.");
            Assert.Equal(new MessageCounts(10_000, 0, 0), await history.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        }

        await using var again = await PostgresStoreUnderTest.OpenStoreAsync(server.ConnectionString());
        var rows =
            await new PostgresHistory(again, TimeProvider.System).ListSinceAsync(Sample.Farm, null, Sample.Start, 100_000, Cancellation);
        Assert.Equal(10_000, rows.Count);
    }

    private static async Task WaitUntilStoredAsync(PostgresHistory history, long rows)
    {
        while ((await history.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored < rows)
        {
            // Each question is a round trip: this does not spin.
        }
    }
}
