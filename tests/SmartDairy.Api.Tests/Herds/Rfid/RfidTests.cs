using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Rfid;

public sealed class RfidTests
{
    private static readonly Passage[] Six =
    [
        Passage("P-1", "gate/NORTH", Now - (30 * Hour), 5_000, "COW-1", "E1"),
        Passage("P-2", "area/BUNK-1", Now - (5 * Hour), Hour, "COW-1", "E1"),
        Passage("P-3", "area/BUNK-1", Now - (2 * Hour), Hour / 2, "COW-1", "E1"),
        Passage("P-4", "gate/NORTH", Now - Hour, 4_000, "COW-2", "E2"),
        Passage("P-5", "gate/NORTH", Now - Hour, 4_000, null, "E9"),
        Passage("P-6", "gate/NORTH", Now - Hour, 4_000, "COW-1", "E1") with { State = PassageState.Retracted },
    ];

    [Theory]
    [InlineData("", "P-5,P-4,P-3,P-2,P-1")]
    [InlineData(", animalId: \"COW-1\"", "P-3,P-2,P-1")]
    [InlineData(", tagEpc: \"E9\"", "P-5")]
    [InlineData(", place: \"gate/NORTH\"", "P-5,P-4,P-1")]
    [InlineData(", place: \"gate/NORTH\", animalId: \"COW-1\"", "P-1")]
    [InlineData(", from: \"2026-03-10T08:00:00Z\"", "P-5,P-4,P-3")]
    public async Task Every_argument_narrows_the_list_and_what_was_taken_back_is_not_in_it(string arguments, string expected)
    {
        await using var host = await FilledAsync();
        var list = (await host.DataAsync($"{{ passages(farmId: 1{arguments}) {{ nodes {{ id }} totalCount }} }}")).GetProperty("passages");
        Assert.Equal(expected.Split(',').Order(), list.GetProperty("nodes").EnumerateArray()
            .Select(node => node.GetProperty("id").GetString()!).Order());
        Assert.Equal(expected.Split(',').Length, list.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Time_in_areas_is_cut_to_the_span_and_summed()
    {
        await using var host = await FilledAsync();
        Assert.Equal(
            """{"timeInAreas":[{"place":"area/BUNK-1","stays":2,"seconds":3600}]}""",
            (await host.DataAsync(
                """{ timeInAreas(farmId: 1, animalId: "COW-1", from: "2026-03-10T06:30:00Z", to: "2026-03-11T00:00:00Z") { place stays seconds } }""")).GetRawText());
    }

    [Fact]
    public async Task Who_did_not_pass_is_missing_and_last_seen_elsewhere()
    {
        await using var host = await FilledAsync();
        await host.RegisterAsync(
            CreateAnimal("COW-1") with { Group = "A" }, CreateAnimal("COW-2") with { Group = "A" },
            CreateAnimal("COW-3") with { Group = "A" }, CreateAnimal("COW-4") with { Group = "B" },
            CreateAnimal("COW-5") with { Group = "A" });
        await host.PutAsync(HerdRecordKinds.AnimalStates, new AnimalStatus { FarmId = 1, AnimalId = "COW-5", DepartedAt = Now - Day });
        Assert.Equal(
            """{"missingAnimals":{"missing":[{"animalId":"COW-1","lastPlace":"area/BUNK-1","lastSeen":"2026-03-10T09:30:00.000Z"},{"animalId":"COW-3","lastPlace":null,"lastSeen":null}],"passedIds":["COW-2"]}}""",
            (await host.DataAsync(
                """{ missingAnimals(farmId: 1, gateId: "NORTH", group: "A", since: "2026-03-10T05:00:00Z") { missing { animalId lastPlace lastSeen } passedIds } }""")).GetRawText());
    }

    [Fact]
    public async Task An_unknown_tag_is_listed_until_somebody_wears_it()
    {
        await using var host = await FilledAsync();
        await host.PutAsync(
            HerdRecordKinds.UnknownTags, Tag("E7", "gate/NORTH", Now - (2 * Day)), Tag("E8", "gate/NORTH", Now - Hour),
            Tag("E9", "gate/NORTH", Now - (3 * Hour)), Tag("E9", "area/BUNK-1", Now - (2 * Hour)),
            Tag("E0", "gate/NORTH", Now - (9 * Day)));
        await host.RegisterAsync(CreateAnimal("COW-1") with { TagEpc = "E8" });
        await host.PutAsync(HerdRecordKinds.Bindings, new AnimalBinding
        {
            Id = "B-1",
            FarmId = 1,
            Kind = BindingKind.Tag,
            AnimalId = "COW-2",
            Target = "E7",
            From = Now,
            RecordedAt = Now,
            RecordedBy = "key"
        });
        Assert.Equal(
            """{"unknownTags":[{"tagEpc":"E9","firstSeen":"2026-03-10T08:00:00.000Z","lastSeen":"2026-03-10T09:00:00.000Z","places":["area/BUNK-1","gate/NORTH"]}]}""",
            (await host.DataAsync("{ unknownTags(farmId: 1) { tagEpc firstSeen lastSeen places } }")).GetRawText());
    }

    [Fact]
    public async Task Who_is_in_an_area_is_its_actors_to_say()
    {
        await using var host = await StartAsync();
        host.Grains.Register<IGateGrain>("1/area/BUNK-1", new FakeGateGrain(Six[2]));
        Assert.Equal(
            """{"presence":[{"animalId":"COW-1","durationSeconds":1800,"direction":"UNKNOWN"}]}""",
            (await host.DataAsync("""{ presence(farmId: 1, areaId: "BUNK-1") { animalId durationSeconds direction } }""")).GetRawText());
        Assert.Equal(
            """{"presence":[]}""", (await host.DataAsync("""{ presence(farmId: 1, areaId: "no/area") { animalId } }""")).GetRawText());
    }

    [Theory]
    [InlineData("{ milkings(farmId: 1) { totalCount } }")]
    [InlineData("{ milking(farmId: 1, id: \"M\") { id } }")]
    [InlineData("{ parlor(farmId: 1, parlorId: 1) { milked } }")]
    [InlineData("{ dailyMilk(farmId: 1, from: \"2026-03-10T05:00:00Z\", to: \"2026-03-10T06:00:00Z\") { date } }")]
    [InlineData("{ tankReconciliation(farmId: 1, tankId: \"T\") { from } }")]
    [InlineData("{ meterBias(farmId: 1, from: \"2026-03-10T05:00:00Z\", to: \"2026-03-10T06:00:00Z\") { percent } }")]
    [InlineData("{ passages(farmId: 1) { totalCount } }")]
    [InlineData("{ presence(farmId: 1, areaId: \"A\") { id } }")]
    [InlineData("{ timeInAreas(farmId: 1, animalId: \"C\", from: \"2026-03-10T05:00:00Z\", to: \"2026-03-10T06:00:00Z\") { place } }")]
    [InlineData("{ unknownTags(farmId: 1) { tagEpc } }")]
    [InlineData("{ missingAnimals(farmId: 1, gateId: \"G\", since: \"2026-03-10T05:00:00Z\") { passedIds } }")]
    [InlineData("mutation { recordTankCollection(farmId: 1, input: { tankId: \"T\", time: \"2026-03-08T08:00:00Z\", litres: 1 }) { id } }")]
    [InlineData("mutation { retractTankCollection(farmId: 1, id: \"C\") { id } }")]
    public async Task A_farm_that_the_key_does_not_name_is_forbidden(string operation)
    {
        await using var host = await StartAsync();
        Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("of-farm-2", [2])));
        if (operation.StartsWith("mutation", StringComparison.Ordinal))
        {
            Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("reader", [1], "read")));
        }
    }

    private static async Task<HerdTestHost> FilledAsync()
    {
        var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Passages, Six);
        return host;
    }

    private static Passage Passage(string id, string place, long at, long length, string? animal, string tag) =>
        new()
        {
            Id = id,
            FarmId = 1,
            Place = place,
            TagEpc = tag,
            AnimalId = animal,
            StartedAt = at,
            EndedAt = at + length,
            Sightings = 2,
            Reads = 5
        };

    private static UnknownTag Tag(string tag, string place, long at)
        => new() { FarmId = 1, TagEpc = tag, Place = place, FirstSeen = at, LastSeen = at };

    private sealed class FakeGateGrain(Passage present) : IGateGrain
    {
        public Task AddReadingsAsync(IReadOnlyList<Contracts.Readings.Reading> stored) => throw new NotSupportedException();

        public Task<IReadOnlyList<Passage>> ListPresentAsync() => Task.FromResult<IReadOnlyList<Passage>>([present]);
    }
}
