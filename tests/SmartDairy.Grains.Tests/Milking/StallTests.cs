using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Milking;

public sealed class StallTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;

    [Fact]
    public async Task A_milking_is_written_down_with_its_place_and_stands_in_the_parlor_while_it_runs()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1", 3);
        await dairy.RegisterAsync(meter);
        var start = dairy.Now - (5 * Minute);
        await dairy.SendSessionMessageAsync(meter, "start", start);
        var running = Assert.Single(await dairy.MilkingsAsync(rows => rows.Count == 1));
        Assert.Equal((MilkingState.Running, "COW-7", 1, 3, "S-1"),
            (running.State, running.AnimalId, running.ParlorId, running.StallId, running.SessionId));
        var parlor = (await dairy.Parlor().GetAsync())!;
        Assert.Equal(
            ("COW-7", 1, 0), (Assert.Single(parlor.Stalls).LatestMilking!.AnimalId, parlor.ActiveStalls, parlor.CompletedMilkings));

        await dairy.SendSessionMessageAsync(meter, "data", dairy.Now, more: MilkingTestExtensions.Milk(12.5));
        await dairy.SendSessionMessageAsync(meter, "end", dairy.Now);
        var over = Assert.Single(await dairy.MilkingsAsync(rows => rows is [{ State: MilkingState.Complete }]));
        Assert.Equal((running.Id, 12.5, 300), (over.Id, over.Litres, over.DurationSeconds));
        dairy.Time.Advance(TimeSpan.FromSeconds(3));
        parlor = (await dairy.Parlor().GetAsync())!;
        Assert.Equal((0, 1, 1, 12.5, 12.0, start),
            (parlor.ActiveStalls, parlor.CompletedMilkings, parlor.AnimalCount, parlor.Litres, parlor.MilkingsPerHour, parlor.StartedAt));
    }

    [Fact]
    public async Task A_stall_that_slept_between_start_and_end_knows_what_it_had_heard()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1", 3);
        await dairy.RegisterAsync(meter);
        await dairy.SendSessionMessageAsync(meter, "start", dairy.Now - (5 * Minute));
        await dairy.SendSessionMessageAsync(meter, "data", dairy.Now - Minute, more: MilkingTestExtensions.Milk(12.5));
        await dairy.MilkingsAsync(rows => rows.Count == 1);
        await dairy.DeactivateAsync(dairy.Stall(3));
        await dairy.SendSessionMessageAsync(meter, "end", dairy.Now, animal: null);
        var over = Assert.Single(await dairy.MilkingsAsync(rows => rows is [{ State: MilkingState.Complete }]));
        Assert.Equal(("COW-7", 12.5, dairy.Now - (5 * Minute), 3), (over.AnimalId, over.Litres, over.StartedAt, over.Messages));
    }

    [Fact]
    public async Task The_end_that_never_comes_is_given_up_by_the_clock()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1");
        await dairy.RegisterAsync(meter);
        await dairy.SendSessionMessageAsync(meter, "start", dairy.Now);
        await dairy.MilkingsAsync(rows => rows.Count == 1);
        dairy.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(MilkingState.Running, (await dairy.Stall(1).GetAsync(0)).LatestMilking!.State);
        dairy.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            MilkingState.EndMissing, Assert.Single(await dairy.MilkingsAsync(rows => rows[0].State != MilkingState.Running)).State);
    }

    [Fact]
    public async Task What_was_stored_and_never_told_is_found_when_the_stall_wakes()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1");
        await dairy.RegisterAsync(meter);
        await dairy.MilkAsync(meter, dairy.Now - (3 * Hour), "S-1", "COW-7", 11);
        var first = Assert.Single(await dairy.MilkingsAsync(rows => rows is [{ State: MilkingState.Complete }]));
        await dairy.DeactivateAsync(dairy.Stall(1));

        // As if the silo had died between the commit and the telling.
        var told =
            (await dairy.History.ListSinceAsync(
                DairyTestCluster.FarmId, null, 0, 10, DairyTestCluster.TimeoutToken)).Cast<Contracts.Readings.MilkingReading>();
        await dairy.History.AppendAsync(
            [.. told.Select(reading => reading with { Time = reading.Time + Hour, MessageId = reading.MessageId + 1, SessionId = "S-2" })]);
        Assert.Single(await dairy.MilkingsAsync());

        Assert.Equal(2, (await dairy.Stall(1).GetAsync(0)).RecentMilkings.Count);
        var rows = await dairy.MilkingsAsync(rows => rows.Count == 2);
        Assert.Equal([(first.Id, "S-1", 11.0), (rows[1].Id, "S-2", 11.0)], rows.Select(row => (row.Id, row.SessionId!, row.Litres!.Value)));
        Assert.Equal(1, rows[1].IntervalHours);
    }

    [Fact]
    public async Task What_comes_days_late_is_folded_from_history_and_moves_the_interval_of_the_next()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (one, two) = (TestDevices.Meter("MM-1"), TestDevices.Meter("MM-2", 2));
        await dairy.Farm.RegisterDevicesAsync([one, two]);
        var evening = dairy.Now - (75 * Hour);
        await dairy.MilkAsync(one, evening, "S-1", "COW-7", 14);
        await dairy.MilkAsync(one, evening + (24 * Hour), "S-3", "COW-7", 13);
        await EventuallyAsync(dairy, rows => rows.Count == 2);
        await dairy.MilkAsync(two, evening + (14 * Hour), "S-2", "COW-7", 12);
        await dairy.SendSessionMessageAsync(one, "data", evening + 410_000, "S-1", "COW-7", MilkingTestExtensions.Milk(14.5));
        var rows = await EventuallyAsync(dairy, rows => rows.Count == 3 && rows[2].IntervalHours == 10 && rows[0].Litres == 14.5);
        Assert.Equal([null, 14.0, 10.0], rows.Select(row => row.IntervalHours));
        Assert.Equal([1, 2, 1], rows.Select(row => row.StallId));
    }

    [Fact]
    public async Task The_same_messages_again_change_nothing()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1");
        await dairy.RegisterAsync(meter);
        for (var i = 0; i < 3; i++)
        {
            await dairy.MilkAsync(meter, dairy.Now - Hour, "S-1", "COW-7", 11);
        }

        await dairy.MilkAsync(meter, dairy.Now - (Hour / 2), "S-2", "COW-8", 12);
        var rows = await dairy.MilkingsAsync(rows => rows is [{ State: MilkingState.Complete }, { State: MilkingState.Complete }]);
        Assert.Equal([3, 3], rows.Select(row => row.Messages));
    }

    [Fact]
    public async Task What_the_parlor_says_of_itself_is_shown()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var meter = TestDevices.Meter("MM-1");
        await dairy.RegisterAsync(meter);
        await dairy.ConsumeAsync(
            dairy.Message("dairy/farm/1/milking/parlor/1/status", """{"status":"warning","message":"vacuum low"}""", meter.Id));
        var soon = DairyTestCluster.TimeoutToken;
        while ((await dairy.Parlor().GetAsync())!.StatusReport is not
            {
                Message: "vacuum low",
                Status: Contracts.Devices.DeviceStatus.Warning
            })
        {
            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_silo_killed_between_start_and_end_costs_nothing_of_the_milking()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        var meters = Enumerable.Range(1, 8).Select(stall => TestDevices.Meter($"MM-{stall}", stall)).ToArray();
        await dairy.Farm.RegisterDevicesAsync(meters);
        await dairy.Farm.RegisterAnimalsAsync([.. meters.Select((_, i) => new AnimalRegistration { Id = $"COW-{i}", FarmId = 1 })]);
        var start = dairy.Now - (5 * Minute);
        for (var i = 0; i < meters.Length; i++)
        {
            await dairy.SendSessionMessageAsync(meters[i], "start", start, $"S-{i}", $"COW-{i}");
            await dairy.SendSessionMessageAsync(
                meters[i], "data", start + (2 * Minute), $"S-{i}", $"COW-{i}", MilkingTestExtensions.Milk(5 + i));
        }

        await dairy.Cluster.KillSiloAsync(dairy.Cluster.Silos[1], DairyTestCluster.TimeoutToken);
        for (var i = 0; i < meters.Length; i++)
        {
            await dairy.SendSessionMessageAsync(meters[i], "end", start + (5 * Minute), $"S-{i}", null);
        }

        var rows = await dairy.MilkingsAsync(rows => rows.Count == 8 && rows.All(row => row.State == MilkingState.Complete));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => ($"COW-{i}", 5.0 + i, 3, start)), rows.OrderBy(row => row.StallId)
            .Select(row => (row.AnimalId!, row.Litres!.Value, row.Messages, row.StartedAt)));
    }

    /// <summary>What is late is looked into some seconds after.</summary>
    private static Task<IReadOnlyList<MilkingSession>> EventuallyAsync(
        DairyTestCluster dairy, Func<IReadOnlyList<MilkingSession>, bool> are) => dairy.MilkingsAsync(rows =>
    {
        dairy.Time.Advance(TimeSpan.FromSeconds(1));
        return are(rows);
    });
}
