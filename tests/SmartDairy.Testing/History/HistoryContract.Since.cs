using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task Since_gives_what_a_farm_measured_from_that_moment_on_oldest_first()
    {
        await History.AppendAsync(
        [
            Sample.Environment("ENV-1", Sample.Start - 1, 1),
            Sample.Environment("ENV-1", Sample.Start, 2, 21),
            Sample.Environment("ENV-2", Sample.Start + 2, 3, 22) with { BarnId = 5, Extra = "{\"a\":1}" },
            Sample.Environment("ENV-3", Sample.Start + 3, 4, farm: 99),
            Sample.Activity("COL-1", "COW-1", Sample.Start + 1, 70),
        ]);
        var all = await History.ListSinceAsync(Sample.Farm, null, Sample.Start, 100, Cancellation);
        Assert.Equal(["ENV-1", "COL-1", "ENV-2"], all.Select(reading => reading.DeviceId));
        Assert.Equal([Sample.Start, Sample.Start + 1, Sample.Start + 2], all.Select(reading => reading.Time));
        Assert.Equal("{\"a\":1}", all[2].Extra);
        Assert.Equal(22, all[2].Values[0]);
        Assert.IsType<ActivityReading>(all[1]);
        var some =
            await History.ListSinceAsync(Sample.Farm, new HashSet<string>
            { "ENV-2", "ENV-3", "NEVER-HEARD" }, Sample.Start, 100, Cancellation);
        Assert.Equal("ENV-2", Assert.Single(some).DeviceId);
        Assert.Empty(await History.ListSinceAsync(Sample.Farm, new HashSet<string>(), Sample.Start, 100, Cancellation));
        Assert.Empty(await History.ListSinceAsync(Sample.Farm, null, Sample.Start + 3, 100, Cancellation));
        Assert.Empty(await History.ListSinceAsync(12345, null, Sample.Start, 100, Cancellation));
    }

    [Fact]
    public async Task Since_gives_the_newest_when_there_is_more_than_was_asked_for()
    {
        await History.AppendAsync(
            [.. Sample.MinutelyReadings("ENV-1", 50), .. Sample.MinutelyReadings("ENV-2", 50), .. Sample.MinutelyReadings("ENV-3", 10)]);
        var newest = await History.ListSinceAsync(Sample.Farm, null, Sample.Start, 21, Cancellation);
        Assert.Equal(21, newest.Count);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => Sample.Start + ((49 - ((20 - i) / 2)) * Sample.Minute)),
            newest.Select(reading => reading.Time));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await History.ListSinceAsync(Sample.Farm, null, Sample.Start, 0, Cancellation));
    }

    [Fact]
    public async Task The_store_says_what_it_is_and_goes_on_saying_so()
    {
        var kind = History.Description;
        Assert.Matches("^[A-Z][A-Za-z]+.+", kind);
        await Store.ReopenAsync();
        Assert.Equal(kind, History.Description);
    }

    [Fact]
    public async Task Two_that_share_a_store_see_each_others_readings_and_counts()
    {
        if (!Store.SupportsMultipleProcesses)
        {
            await Assert.ThrowsAsync<NotSupportedException>(Store.OpenAnotherAsync);
            return;
        }

        await using var other = await Store.OpenAnotherAsync();
        for (var i = 1; i <= 20; i++)
        {
            await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 5, i * 5));
            Assert.Equal(5 * i, (await GetMessageCountsAsync(other.History, "ENV-1")).Stored);
            await other.History.AppendAsync(Sample.MinutelyReadings("ENV-1", 5, i * 5));
            await other.History.AppendRejectedAsync([Sample.Rejected(i, "ENV-1")]);
            Assert.Equal(new MessageCounts(5 * i, 5 * i, i), await GetMessageCountsAsync(History, "ENV-1"));
            Assert.Equal(new MessageCounts(5 * i, 5 * i, i), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        }

        Assert.Equal(100, await CountRowsAsync(other.History, "ENV-1"));
    }

    [Fact]
    public async Task Two_that_share_a_store_and_write_the_same_at_once_store_it_once()
    {
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        var writers = Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            var history = writer % 2 == 0 || other is null ? History : other.History;
            for (var i = 0; i < 20; i++)
            {
                await history.AppendAsync(
                    [.. Sample.MinutelyReadings("ENV-1", 10, i * 10), .. Sample.MinutelyReadings($"ENV-{writer}", 3, 1_000 + (i * 3))]);
            }
        }));
        await Task.WhenAll(writers);
        Assert.Equal(new MessageCounts(200 + (6 * 60), 1_000, 0), await History.GetFarmMessageCountsAsync(Sample.Farm, Cancellation));
        Assert.Equal(260, await CountRowsAsync(History, "ENV-1"));
    }
}
