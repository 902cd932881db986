using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Testing.History;

public abstract partial class HistoryContract
{
    [Fact]
    public async Task A_scan_gives_everything_of_its_span_once_and_each_device_in_order()
    {
        const int Rows = 9_000;
        var expected = new List<Reading>();
        for (var device = 0; device < 3; device++)
        {
            var rows = Sample.MinutelyReadings($"ENV-{device}", Rows / 3);
            await History.AppendAsync([.. rows.Skip(1_000), .. rows.Take(1_000)]);
            expected.AddRange(
                rows.Where(row => row.Time >= Sample.Start + (10 * Sample.Minute) && row.Time < Sample.Start + (2_990 * Sample.Minute)));
        }

        await History.AppendAsync(
            [.. Enumerable.Range(0, 40).Select(i => Sample.Environment($"ONCE-{i}", Sample.Start + (20 * Sample.Minute), i))]);
        await History.AppendAsync(
            [Sample.Environment("OTHER", Sample.Start + (20 * Sample.Minute), 1, farm: 99),
                Sample.Activity("COL-1", "COW-1", Sample.Start + (20 * Sample.Minute), 5)]);
        var scan = Scan([ReadingFamily.Environment], 10, 2_990);
        var found = await ScanAllAsync(scan);
        Assert.Equal(expected.Count + 40, found.Count);
        foreach (var device in found.Where(reading => !reading.DeviceId.StartsWith("ONCE", StringComparison.Ordinal))
            .GroupBy(reading => reading.DeviceId))
        {
            Assert.Equal(
                expected.Where(row => row.DeviceId == device.Key).Select(row => (row.Time, row.MessageId, row.Values[0])),
                device.Select(row => (row.Time, row.MessageId, row.Values[0])));
        }

        Assert.Equal(40, found.Where(reading => reading.DeviceId.StartsWith("ONCE", StringComparison.Ordinal))
            .Select(reading => reading.DeviceId).Distinct().Count());
        var two = await ScanAllAsync(scan with { DeviceIds = ["ENV-1", "ONCE-3", "NEVER-HEARD", "ENV-1"] });
        Assert.Equal(2_980 + 1, two.Count);
        Assert.Empty(await ScanAllAsync(scan with { DeviceIds = [] }));
        Assert.Empty(await ScanAllAsync(scan with { FarmId = 12345 }));
        Assert.Empty(await ScanAllAsync(scan with { From = scan.To }));
    }

    [Fact]
    public async Task A_scan_merges_the_families_of_a_device_by_time_and_message()
    {
        await History.AppendAsync(
        [
            .. Enumerable.Range(0, 3_000).Select(i => Sample.Environment("BOTH", Sample.Start + (i / 2 * Sample.Minute), i)),
            .. Enumerable.Range(0, 3_000)
            .Select(i => Sample.Activity("BOTH", null, Sample.Start + (i * Sample.Minute / 2), i) with { MessageId = i % 7 * 1_000 }),
        ]);
        var found = await ScanAllAsync(Scan([ReadingFamily.Activity, ReadingFamily.Environment, ReadingFamily.Activity], 0, 10_000));
        Assert.Equal(6_000, found.Count);
        Assert.Equal(found.OrderBy(reading => reading.Time).ThenBy(reading => reading.MessageId), found);
        Assert.Equal(3_000, (await ScanAllAsync(Scan([ReadingFamily.Activity], 0, 10_000))).Count);
    }

    [Fact]
    public async Task A_scan_can_be_left_early_and_stops_when_it_is_cancelled()
    {
        await History.AppendAsync(Sample.MinutelyReadings("ENV-1", 30_000));
        var scan = Scan([ReadingFamily.Environment], 0, 30_000);
        for (var round = 0; round < 5; round++)
        {
            await foreach (var batch in History.ScanAsync(scan, Cancellation))
            {
                Assert.InRange(batch.Count, 1, 4_096);
                break;
            }
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in History.ScanAsync(scan, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
        Assert.Equal(30_000, (await ScanAllAsync(scan)).Count);
    }

    [Fact]
    public async Task What_names_an_animal_since_a_moment_comes_oldest_first()
    {
        await History.AppendAsync(
        [
            Milking("MM-1", "COW-1", 1, 1),
            Milking("MM-1", "COW-1", 10, 5),
            Milking("MM-2", "COW-1", 10, 4),
            Milking("MM-2", "COW-2", 11, 6),
            Milking("MM-2", "COW-1", 13, 8, farm: 99),
            Tag("RF-1", "COW-1", 12, 7),
            Tag("RF-1", null, 12, 8),
            Sample.Activity("COL-1", "COW-1", Sample.Start + (14 * Sample.Minute), 3),
        ]);
        var found = await History.ListOfAnimalSinceAsync(Sample.Farm, "COW-1", Sample.Start + (10 * Sample.Minute), 100, Cancellation);
        Assert.Equal([("MM-2", 4L), ("MM-1", 5L), ("RF-1", 7L)], found.Select(reading => (reading.DeviceId, reading.MessageId)));
        Assert.Equal(12.5, Assert.IsType<MilkingReading>(found[0]).Values[0]);
        Assert.Equal("E-COW-1", Assert.IsType<TagReading>(found[2]).TagEpc);
        var newest = await History.ListOfAnimalSinceAsync(Sample.Farm, "COW-1", 0, 2, Cancellation);
        Assert.Equal([5L, 7L], newest.Select(reading => reading.MessageId));
        Assert.Empty(await History.ListOfAnimalSinceAsync(Sample.Farm, "COW-3", 0, 2, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await History.ListOfAnimalSinceAsync(Sample.Farm, "COW-1", 0, 0, Cancellation));
    }

    [Fact]
    public async Task Since_orders_readings_of_one_time_by_message_whatever_order_they_came_in()
    {
        long[] messages = [5, -3, 9, 1, 7, -8, 2];
        await History.AppendAsync([.. messages.Select(message => Sample.Environment("ENV-1", Sample.Start, message))]);
        await History.AppendAsync(
            [.. messages.Select(message => Sample.Activity("ENV-1", null, Sample.Start, 1) with { MessageId = message + 100 })]);
        var all = await History.ListSinceAsync(Sample.Farm, new HashSet<string> { "ENV-1" }, Sample.Start, 100, Cancellation);
        Assert.Equal([.. messages.Order(), .. messages.Order().Select(message => message + 100)], all.Select(reading => reading.MessageId));
        var newest = await History.ListSinceAsync(Sample.Farm, new HashSet<string> { "ENV-1" }, Sample.Start, 9, Cancellation);
        Assert.Equal([7L, 9L], newest.Take(2).Select(reading => reading.MessageId));
    }

    private static HistoryScan Scan(ReadingFamily[] families, int fromMinute, int toMinute)
        => new()
        {
            FarmId = Sample.Farm,
            Families = families,
            From = Sample.Start + (fromMinute * Sample.Minute),
            To = Sample.Start + (toMinute * Sample.Minute)
        };

    private static MilkingReading Milking(string device, string animal, int minute, long message, int farm = Sample.Farm)
        => new()
        {
            DeviceId = device,
            FarmId = farm,
            Time = Sample.Start + (minute * Sample.Minute),
            ReceivedAt = Sample.Start,
            MessageId = message,
            Quality = 100,
            Phase = MilkingPhase.Data,
            AnimalId = animal,
            Values = [12.5, .. Enumerable.Repeat(double.NaN, Metrics.ForFamily(ReadingFamily.Milking).Length - 1)],
        };

    private static TagReading Tag(string device, string? animal, int minute, long message)
        => new()
        {
            DeviceId = device,
            FarmId = Sample.Farm,
            Time = Sample.Start + (minute * Sample.Minute),
            ReceivedAt = Sample.Start,
            MessageId = message,
            Quality = 100,
            Sighting = SightingKind.Area,
            AnimalId = animal,
            TagEpc = $"E-{animal}",
            Values = [.. Enumerable.Repeat(double.NaN, Metrics.ForFamily(ReadingFamily.Rfid).Length)],
        };

    private async Task<List<Reading>> ScanAllAsync(HistoryScan scan)
    {
        var found = new List<Reading>();
        await foreach (var batch in History.ScanAsync(scan, Cancellation))
        {
            Assert.InRange(batch.Count, 1, 4_096);
            found.AddRange(batch);
        }

        return found;
    }
}
