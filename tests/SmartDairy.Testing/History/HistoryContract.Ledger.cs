using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task The_same_reading_twice_in_one_call_is_stored_once()
    {
        var first = Sample.Environment("ENV-1", Sample.Start, 1);
        var second = Sample.Environment("ENV-1", Sample.Start, 1);
        var receipt = await History.AppendAsync([first, second]);
        Assert.False(receipt.IsDuplicate(first));
        Assert.True(receipt.IsDuplicate(second));
        Assert.Equal(1, await CountRowsAsync(History, "ENV-1"));
        Assert.Equal(new MessageCounts(1, 1, 0), await GetMessageCountsAsync(History, "ENV-1"));
    }

    [Fact]
    public async Task The_same_reading_in_a_later_call_and_after_reopening_is_a_duplicate()
    {
        Assert.False((await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10))).HasDuplicates);
        Assert.True((await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 10))).HasDuplicates);
        await Store.ReopenAsync();
        var receipt = await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 12));
        Assert.True(receipt.HasDuplicates);
        Assert.Equal(12, await CountRowsAsync(History, "ENV-1"));
        Assert.Equal(new MessageCounts(12, 20, 0), await GetMessageCountsAsync(History, "ENV-1"));
    }

    [Fact]
    public async Task The_first_of_two_readings_with_one_identity_is_the_one_kept()
    {
        await History.AppendAsync([Sample.Environment("ENV-1", Sample.Start, 1, 20)]);
        await History.AppendAsync([Sample.Environment("ENV-1", Sample.Start, 1, 30)]);
        var series = await History.QuerySeriesAsync(Sample.Series("ENV-1", Sample.Start, Sample.Start + 1), Cancellation);
        Assert.Equal(20, Assert.Single(series.Values[0]));
    }

    [Fact]
    public async Task Writers_that_send_the_same_at_once_store_it_once()
    {
        var writers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var duplicates = 0;
            for (var i = 0; i < 30; i++)
            {
                var readings = Sample.MinutelyReadings("ENV-1", 10, i * 10);
                var receipt = await History.AppendAsync(readings);
                duplicates += readings.Count(receipt.IsDuplicate);
            }

            return duplicates;
        }));
        var told = (await Task.WhenAll(writers)).Sum();
        Assert.Equal(300, await CountRowsAsync(History, "ENV-1"));
        Assert.Equal(1_500, told);
        Assert.Equal(new MessageCounts(300, 1_500, 0), await GetMessageCountsAsync(History, "ENV-1"));
    }

    [Fact]
    public async Task Different_messages_of_one_moment_are_both_kept()
    {
        await History.AppendAsync([Sample.Environment("ENV-1", Sample.Start, 1, 20), Sample.Environment("ENV-1", Sample.Start, -2, 21)]);
        Assert.Equal(2, await CountRowsAsync(History, "ENV-1"));
        Assert.Equal(new MessageCounts(2, 0, 0), await GetMessageCountsAsync(History, "ENV-1"));
    }

    [Fact]
    public async Task The_ledger_closes_for_every_device_and_farm_and_goes_on_after_reopening()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var device = 0; device < 5; device++)
            {
                var farm = device % 2;
                Reading[] readings =
                    [.. Enumerable.Range(0, 20)
                    .Select(i => Sample.Environment($"ENV-{device}", Sample.Start + (i % 15), i % 15, farm: farm))];
                await History.AppendAsync(readings);
                await History.AppendRejectedAsync(
                    [Sample.Rejected((round * 5) + device, $"ENV-{device}", farm),
                        Sample.Rejected(1000 + (round * 5) + device, null, farm)]);
            }

            await Store.ReopenAsync();
        }

        for (var device = 0; device < 5; device++)
        {
            Assert.Equal(new MessageCounts(15, 45, 3), await GetMessageCountsAsync(History, $"ENV-{device}"));
        }

        Assert.Equal(new MessageCounts(45, 135, 18), await History.GetFarmMessageCountsAsync(0, Cancellation));
        Assert.Equal(new MessageCounts(30, 90, 12), await History.GetFarmMessageCountsAsync(1, Cancellation));
        Assert.Equal(default, await History.GetFarmMessageCountsAsync(2, Cancellation));
        Assert.Equal(default, await GetMessageCountsAsync(History, "NEVER-HEARD"));
    }

    [Fact]
    public async Task A_rejected_message_written_again_counts_once()
    {
        var message = Sample.Rejected(1, "ENV-1");
        await History.AppendRejectedAsync([message]);
        await History.AppendRejectedAsync([message]);
        Assert.Equal(new MessageCounts(0, 0, 1), await GetMessageCountsAsync(History, "ENV-1"));
        Assert.Single((await History.ListRejectedAsync(Sample.Farm, null, 10, null, Cancellation)).Items);
    }
}
