using SmartDairy.Contracts.Alerts;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.Testing.Alerts;

public abstract partial class AlertStoreContract
{
    private const int Callers = 64;

    [Fact]
    public async Task Of_many_who_open_the_same_at_once_one_does()
    {
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        for (var round = 0; round < 5; round++)
        {
            var tries = Enumerable.Range(0, Callers)
                .Select(async caller => await (caller % 2 == 0 && other is not null ? other.Alerts : Alerts).CommitAsync(
                Commit(Raised($"R-{round}", "ENV-1", Start + caller), AlertEventKind.Opened), Cancellation));
            Assert.Equal(1, (await Task.WhenAll(tries)).Count(done => done));
        }

        Assert.Equal(5, await Alerts.GetLastSequenceAsync(Farm, Cancellation));
    }

    [Fact]
    public async Task A_conflict_fails_alone_among_many_that_share_a_commit()
    {
        var taken = await RaiseAsync(Raised("R-0", "ENV-0", Start));
        var commits = Enumerable.Range(0, 200).Select(async i => (Index: i, Done: await Alerts.CommitAsync(
            i % 10 == 3
                ? Commit(taken with { Revision = 7 }, AlertEventKind.Commented)
                : Commit(Raised($"R-{i}", "ENV-1", Start), AlertEventKind.Opened), Cancellation)));
        foreach (var (index, done) in await Task.WhenAll(commits))
        {
            Assert.Equal(index % 10 != 3, done);
        }

        Assert.Equal(1 + 180, await Alerts.GetLastSequenceAsync(Farm, Cancellation));
    }

    [Fact]
    public async Task What_can_never_be_stored_fails_alone_among_many_that_share_a_commit()
    {
        var commits = Enumerable.Range(0, 100).Select(async i =>
        {
            var alert = Raised($"R-{i}", "ENV-1", Start);
            if (i % 20 == 7)
            {
                await Assert.ThrowsAsync<HistoryUnavailableException>(
                    async () => await Alerts.CommitAsync(Commit(alert with { Message = null! }, AlertEventKind.Opened), Cancellation));
                return false;
            }

            return await Alerts.CommitAsync(Commit(alert, AlertEventKind.Opened), Cancellation);
        });
        var readings = Store.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10));
        Assert.Equal(95, (await Task.WhenAll(commits)).Count(done => done));
        Assert.False((await readings).HasDuplicates);
        Assert.Equal(95, await Alerts.GetLastSequenceAsync(Farm, Cancellation));
    }

    [Fact]
    public async Task A_reader_of_changes_sees_every_event_once_and_in_order_while_many_write()
    {
        const int Rounds = 6;
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        var writers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var store = caller % 2 == 0 && other is not null ? other.Alerts : Alerts;
            var alert = Raised("R-1", $"ENV-{caller}", Start, farm: Farm + (caller % 3));
            Assert.True(await store.CommitAsync(Commit(alert, AlertEventKind.Opened), Cancellation));
            for (var i = 0; i < Rounds; i++)
            {
                alert = alert with { Revision = alert.Revision + 1, Occurrences = i + 2 };
                Assert.True(await store.CommitAsync(Commit(alert, AlertEventKind.Recurred, AlertEventKind.Commented), Cancellation));
            }
        })).ToArray();
        var all = Task.WhenAll(writers);
        var readers = Enumerable.Range(0, 3).Select(async farm => await CountChangesInOrderAsync(Farm + farm, all)).ToArray();
        await all;
        var counts = await Task.WhenAll(readers);
        Assert.Equal(Callers * (1 + (2 * Rounds)), counts.Sum());
    }

    [Fact]
    public async Task Alerts_and_readings_written_together_are_all_stored()
    {
        var work = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await Store.History.AppendAsync(Sample.MinutelyReadings($"ENV-{caller}", 5, i * 5));
                await RaiseAsync(Raised($"R-{i}", $"ENV-{caller}", Start + i));
            }
        }));
        await Task.WhenAll(work);
        Assert.Equal(Callers * 50, (await Store.History.GetFarmMessageCountsAsync(Farm, Cancellation)).Stored);
        Assert.Equal(Callers * 10, (await Alerts.ListAlertsAsync(new AlertQuery { FarmId = Farm }, 1, null, Cancellation)).Total);
    }

    private async Task<long> CountChangesInOrderAsync(int farm, Task writing)
    {
        var last = 0L;
        while (true)
        {
            var ended = writing.IsCompleted;
            var changes = await Alerts.ListChangesAsync(farm, last, 7, Cancellation);
            foreach (var change in changes)
            {
                Assert.Equal(last + 1, change.Event.Sequence);
                Assert.Equal(change.Event.AlertId, change.Alert.Id);
                Assert.Equal(farm, change.Event.FarmId);
                last++;
            }

            if (ended && changes.Count == 0)
            {
                Assert.Equal(last, await Alerts.GetLastSequenceAsync(farm, Cancellation));
                return last;
            }
        }
    }
}
