using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Rfid;

public sealed class GateTests
{
    private const long Minute = 60_000;
    private static readonly DeviceRegistration North = TestDevices.Reader("R-1", "NORTH");
    private static readonly DeviceRegistration Bunk =
        DairyTestCluster.WithPlace(new()
        { Id = "R-2", FarmId = DairyTestCluster.FarmId, Type = DeviceType.RfidReader, AreaId = "BUNK-1", TopicPrefix = "" });

    [Fact]
    public async Task Reads_become_one_passage_of_whoever_wears_the_tag_and_she_is_there()
    {
        await using var dairy = await StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await ReadAsync(dairy, North, "E200", dairy.Now - 5_000 + (i * 300), antenna: i < 3 ? 1 : 2);
        }

        dairy.Time.Advance(TimeSpan.FromSeconds(12));

        // A read is told to the gate after it was accepted, and may come when the passage is over already: the passage is then written
        // anew.
        var passage = Assert.Single(await PassagesAsync(dairy, rows => rows is [{ Sightings: 6 }]));
        Assert.Equal(("COW-7", "gate/NORTH", "E200", 6, PassageDirection.Inbound),
            (passage.AnimalId, passage.Place, passage.TagEpc, passage.Sightings, passage.Direction));
        var soon = DairyTestCluster.TimeoutToken;
        while ((await dairy.Animal("COW-7").GetAsync())!.Location != "gate/NORTH")
        {
            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Reads_that_are_heard_when_the_passage_was_written_already_are_not_lost()
    {
        await using var dairy = await StartAsync();
        var began = dairy.Now - 5_000;
        for (var i = 0; i < 4; i++)
        {
            await ReadAsync(dairy, North, "E200", began + (i * 300), antenna: i < 3 ? 1 : 2);
        }

        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        await PassagesAsync(dairy, rows => rows is [{ Sightings: 4 }]);
        await ReadAsync(dairy, North, "E200", began + 1_200, antenna: 2);
        await ReadAsync(dairy, North, "E200", began + 1_500, antenna: 2);
        var passage = Assert.Single(await PassagesAsync(dairy, rows => rows is [{ Sightings: 6 }]));
        Assert.Equal((began, began + 1_500, PassageDirection.Inbound), (passage.StartedAt, passage.EndedAt, passage.Direction));
    }

    [Fact]
    public async Task Who_stays_in_an_area_is_present_until_unseen_for_a_quarter_of_an_hour()
    {
        await using var dairy = await StartAsync();
        await ReadAsync(dairy, Bunk, "E200", dairy.Now - (20 * Minute));
        await ReadAsync(dairy, Bunk, "E200", dairy.Now - (10 * Minute));
        await ReadAsync(dairy, Bunk, "E201", dairy.Now - (16 * Minute));
        var area = Gate(dairy, "area/BUNK-1");
        await PassagesAsync(dairy, rows => rows.Count == 2 && rows.Any(row => row.EndedAt == dairy.Now - (10 * Minute)));
        Assert.Equal(("COW-7", dairy.Now - (20 * Minute)),
            Assert.Single((await area.ListPresentAsync()).Select(stay => (stay.AnimalId!, stay.StartedAt))));
        dairy.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(await area.ListPresentAsync());
    }

    [Fact]
    public async Task A_location_without_a_tag_counts_as_presence()
    {
        await using var dairy = await StartAsync();
        var receipt = new RecordingReceipt();
        await dairy.ConsumeAsync(dairy.Message(
            "dairy/farm/1/rfid/animal/COW-7/location",
            $$"""{"timestamp":"{{TestDevices.Timestamp(dairy.Now)}}","reader_id":"R-2","animal_id":"COW-7","area_id":"BUNK-1"}""", "R-2",
            receipt));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
        await PassagesAsync(dairy, rows => rows.Count == 1);
        Assert.Equal("COW-7", Assert.Single(await Gate(dairy, "area/BUNK-1").ListPresentAsync()).AnimalId);
    }

    [Fact]
    public async Task A_tag_that_nobody_wears_is_listed_until_somebody_does()
    {
        await using var dairy = await StartAsync();
        await ReadAsync(dairy, North, "E999", dairy.Now);
        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        var passage = Assert.Single(await PassagesAsync(dairy, rows => rows.Count == 1));
        Assert.Null(passage.AnimalId);
        var first = passage.StartedAt;
        dairy.Time.Advance(TimeSpan.FromMinutes(5));
        await ReadAsync(dairy, North, "E999", dairy.Now);
        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        await PassagesAsync(dairy, rows => rows.Count == 2);
        var unknown =
            (await dairy.HerdStore.ListAsync(new()
            { FarmId = DairyTestCluster.FarmId, Kind = HerdRecordKinds.UnknownTags.Name }, 10, DairyTestCluster.TimeoutToken)).Select(
                HerdRecordKinds.UnknownTags.FromRecord);
        Assert.Equal(("E999", "gate/NORTH", first, first + (5 * Minute) + 12_000),
            Assert.Single(unknown.Select(tag => (tag.TagEpc, tag.Place, tag.FirstSeen, tag.LastSeen))));
    }

    [Fact]
    public async Task Whoever_wore_the_tag_at_the_time_passed_not_whoever_wears_it_now()
    {
        await using var dairy = await StartAsync();
        await dairy.HerdStore.WriteAsync(
            [
                HerdRecordKinds.Bindings.ToWrite(Wore("B-1", "COW-8", 0, dairy.Now - Minute), dairy.Now),
                HerdRecordKinds.Bindings.ToWrite(Wore("B-2", "COW-7", dairy.Now - Minute, null), dairy.Now),
            ],
            DairyTestCluster.TimeoutToken);
        await ReadAsync(dairy, North, "E200", dairy.Now - (2 * Minute));
        await ReadAsync(dairy, North, "E200", dairy.Now - 1);
        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(["COW-8", "COW-7"], (await PassagesAsync(dairy, rows => rows.Count == 2)).Select(row => row.AnimalId));

        AnimalBinding Wore(string id, string animal, long from, long? to) => new()
        {
            Id = id,
            FarmId = 1,
            Kind = BindingKind.Tag,
            AnimalId = animal,
            Target = "E200",
            From = from,
            To = to,
            RecordedAt = dairy.Now,
            RecordedBy = "key",
        };
    }

    [Fact]
    public async Task When_it_is_told_later_whose_the_tag_was_the_passages_follow()
    {
        await using var dairy = await StartAsync();
        await ReadAsync(dairy, North, "E200", dairy.Now - (20 * Minute));
        await ReadAsync(dairy, North, "E200", dairy.Now - (10 * Minute));
        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        Assert.All(await PassagesAsync(dairy, rows => rows.Count == 2), row => Assert.Equal("COW-7", row.AnimalId));
        await dairy.Grains.GetGrain<IHerdBookGrain>(DairyTestCluster.FarmId).ChangeBindingsAsync(
            new()
            {
                ChangeKind = BindingChangeKind.Bind,
                Kind = BindingKind.Tag,
                AnimalId = "COW-8",
                Target = "E200",
                From = dairy.Now - (15 * Minute),
                ChangedBy = "key"
            });
        Assert.Equal(
            ["COW-7", "COW-8"], (await PassagesAsync(dairy, rows => rows.Any(row => row.AnimalId == "COW-8"))).Select(row => row.AnimalId));
    }

    [Fact]
    public async Task What_was_stored_and_never_told_is_found_when_the_gate_wakes()
    {
        await using var dairy = await StartAsync();
        await ReadAsync(dairy, North, "E200", dairy.Now);
        dairy.Time.Advance(TimeSpan.FromSeconds(12));
        await PassagesAsync(dairy, rows => rows.Count == 1);
        await dairy.DeactivateAsync(Gate(dairy, "gate/NORTH"));
        var read =
            (Contracts.Readings.TagReading)Assert.Single(
                await dairy.History.ListSinceAsync(DairyTestCluster.FarmId, null, 0, 10, DairyTestCluster.TimeoutToken));
        await dairy.History.AppendAsync([read with { Time = read.Time - (60 * Minute), MessageId = 1 }]);
        Assert.Empty(await Gate(dairy, "gate/NORTH").ListPresentAsync());
        var rows = await PassagesAsync(dairy, rows => rows.Count == 2);
        Assert.Equal([read.Time - (60 * Minute), read.Time], rows.Select(row => row.StartedAt));
    }

    [Fact]
    public async Task A_read_that_comes_days_late_joins_two_passages_that_were_one()
    {
        await using var dairy = await StartAsync();
        var at = dairy.Now - (72 * 60 * Minute);
        await ReadAsync(dairy, North, "E200", at);
        await ReadAsync(dairy, North, "E200", at + 16_000);
        await LateAsync(dairy, rows => rows.Count == 2);
        await ReadAsync(dairy, North, "E200", at + 8_000);
        var rows = await LateAsync(dairy, rows => rows.Count(row => !row.Retracted) == 1);
        var one = Assert.Single(rows, row => !row.Retracted);
        Assert.Equal((at, at + 16_000, 3, "COW-7"), (one.StartedAt, one.EndedAt, one.Sightings, one.AnimalId));
    }

    private static async Task<DairyTestCluster> StartAsync()
    {
        var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterAnimalsAsync(
            [new() { Id = "COW-7", FarmId = 1, TagEpc = "E200" }, new() { Id = "COW-8", FarmId = 1, TagEpc = "E201" }]);
        await dairy.Farm.RegisterDevicesAsync([North, Bunk]);
        return dairy;
    }

    private static IGateGrain Gate(DairyTestCluster dairy, string place)
        => dairy.Grains.GetGrain<IGateGrain>(TagPlace.FormatGrainKey(DairyTestCluster.FarmId, place));

    private static async Task ReadAsync(DairyTestCluster dairy, DeviceRegistration reader, string tag, long at, int antenna = 1)
    {
        var receipt = new RecordingReceipt();
        var payload =
            $$"""{"timestamp":"{{TestDevices.Timestamp(at)}}","reader_id":"{{reader.Id}}","antenna_id":{{antenna}},"tag_epc":"{{tag}}","rssi":-50}""";
        await dairy.ConsumeAsync(
            dairy.Message($"{reader.TopicPrefix}/{(reader.GateId is null ? "presence" : "tag/read")}", payload, reader.Id, receipt));
        Assert.Equal(ReceiptOutcome.Accepted, receipt.Outcome);
    }

    private static async Task<IReadOnlyList<Passage>> PassagesAsync(DairyTestCluster dairy, Func<IReadOnlyList<Passage>, bool> are)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (true)
        {
            var rows =
                await dairy.HerdStore.ListAsync(new()
                { FarmId = DairyTestCluster.FarmId, Kind = HerdRecordKinds.Passages.Name, Order = HerdRecordOrder.OldestFirst }, 100,
                DairyTestCluster.TimeoutToken);
            var passages = rows.Select(HerdRecordKinds.Passages.FromRecord).ToList();
            if (are(passages))
            {
                return passages;
            }

            Assert.False(soon.IsCancellationRequested, string.Join('\n', passages));
            await Task.Yield();
        }
    }

    /// <summary>What is late is looked into some seconds after.</summary>
    private static Task<IReadOnlyList<Passage>> LateAsync(DairyTestCluster dairy, Func<IReadOnlyList<Passage>, bool> are)
        => PassagesAsync(dairy, rows =>
    {
        dairy.Time.Advance(TimeSpan.FromSeconds(1));
        return are(rows);
    });
}
