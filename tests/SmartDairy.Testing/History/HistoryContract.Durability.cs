using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task What_was_appended_is_there_after_reopening()
    {
        await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 120));
        await Store.ReopenAsync();
        Assert.Equal(120, await CountRowsAsync(History, "ENV-1"));
        Assert.Equal(new MessageCounts(120, 0, 0), await GetMessageCountsAsync(History, "ENV-1"));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_crash()
    {
        for (var i = 0; i < 20; i++)
        {
            await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10, i * 10));
            await History.AppendRejectedAsync([Sample.Rejected(i, "ENV-1")]);
        }

        await using var survivor = await Store.CopyAfterCrashAsync();
        Assert.Equal(200, await CountRowsAsync(survivor.History, "ENV-1"));
        Assert.Equal(new MessageCounts(200, 0, 20), await GetMessageCountsAsync(survivor.History, "ENV-1"));
        Assert.Equal(new MessageCounts(200, 0, 20), await survivor.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(20, (await survivor.History.ListRejectedAsync(Sample.Farm, null, 100, null, Cancellation)).Items.Count);
    }

    [Fact]
    public async Task A_crash_under_load_loses_nothing_acknowledged_and_the_ledger_still_agrees_with_the_rows()
    {
        var acknowledged = 0;
        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < 40; i++)
            {
                await History.AppendAsync(Sample.MinutelyReadings($"ENV-{writer}", 25, i * 25));
                Interlocked.Add(ref acknowledged, 25);
            }
        }

        var writers = Enumerable.Range(0, 4).Select(WriteAsync).ToArray();
        await History.AppendAsync(Sample.MinutelyReadings("ENV-X", 1));
        var before = Volatile.Read(ref acknowledged);
        await using var survivor = await Store.CopyAfterCrashAsync();
        await Task.WhenAll(writers);

        var rows = 0;
        for (var i = 0; i < 4; i++)
        {
            var ofDevice = await CountRowsAsync(survivor.History, $"ENV-{i}");
            Assert.Equal(ofDevice, (await GetMessageCountsAsync(survivor.History, $"ENV-{i}")).Stored);
            rows += ofDevice;
        }

        Assert.True(rows >= before, $"{before} were acknowledged, {rows} survived.");
        Assert.Equal(rows + 1, (await survivor.History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation)).Stored);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await History.AppendAsync(Sample.MinutelyReadings($"ENV-{writer}", 40, i * 40));
            }
        }));
        await Task.WhenAll(writers);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(2_000, await CountRowsAsync(History, $"ENV-{i}"));
            Assert.Equal(new MessageCounts(2_000, 0, 0), await GetMessageCountsAsync(History, $"ENV-{i}"));
        }
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_nothing_and_can_be_written_again()
    {
        await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 3));
        await using (await Store.BlockWritesAsync())
        {
            var append = History.AppendAsync([.. Sample.MinutelyReadings("ENV-1", 5), .. Sample.MinutelyReadings("ENV-NEW", 5)]);
            var reject = History.AppendRejectedAsync([Sample.Rejected(1, "ENV-1")]);
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => append);
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => reject);
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => History.ProbeAsync(Cancellation));
            Assert.Equal(new MessageCounts(3, 0, 0), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        }

        await History.ProbeAsync(Cancellation);
        Assert.Equal(0, await CountRowsAsync(History, "ENV-NEW"));
        var again = await History.AppendAsync([.. Sample.MinutelyReadings("ENV-1", 5), .. Sample.MinutelyReadings("ENV-NEW", 5)]);
        await History.AppendRejectedAsync([Sample.Rejected(1, "ENV-1")]);
        Assert.True(again.HasDuplicates);
        Assert.Equal(new MessageCounts(10, 3, 1), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        await Store.ReopenAsync();
        Assert.Equal(5, await CountRowsAsync(History, "ENV-NEW"));
        Assert.Equal(new MessageCounts(10, 3, 1), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
    }

    [Fact]
    public async Task A_malformed_reading_fails_its_own_caller_only()
    {
        Reading broken = Sample.Environment("ENV-1", Sample.Start, 1) with { Values = [1] };
        var good = History.AppendAsync(Sample.MinutelyReadings("ENV-2", 5));
        await Assert.ThrowsAsync<ArgumentException>(async () => await History.AppendAsync([broken]));
        await good;
        Assert.Equal(5, await CountRowsAsync(History, "ENV-2"));
        Assert.Equal(new MessageCounts(5, 0, 0), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
    }
}
