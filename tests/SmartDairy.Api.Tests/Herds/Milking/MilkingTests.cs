using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Milking;

public sealed class MilkingTests
{
    private static readonly MilkingSession[] Five =
    [
        Milking("M-1", Now - (30 * Hour), "COW-1", 15) with
        {
            Quarters = [new() { Quarter = Quarter.LF, Litres = 4 }], Curve = [new(60, 2.5, double.NaN, 4.5)], IntervalHours = 10,
            ExpectedLitres = 14.5, KickOff = true,
        },
        Milking("M-2", Now - (20 * Hour), "COW-2", 11),
        Milking("M-3", Now - (6 * Hour), "COW-1", 12) with { Incomplete = true },
        Milking("M-4", Now - Hour, null, 9),
        Milking("M-5", Now - Hour, "COW-1", 99) with { State = MilkingState.Retracted },
    ];

    [Theory]
    [InlineData("", "M-4,M-3,M-2,M-1")]
    [InlineData(", animalId: \"COW-1\"", "M-3,M-1")]
    [InlineData(", from: \"2026-03-10T00:00:00Z\"", "M-4,M-3")]
    [InlineData(", to: \"2026-03-09T12:00:00Z\"", "M-1")]
    [InlineData(", first: 1", "M-4")]
    public async Task Every_argument_narrows_the_list_and_what_was_taken_back_is_not_in_it(string arguments, string expected)
    {
        await using var host = await FilledAsync();
        var list = (await host.DataAsync($"{{ milkings(farmId: 1{arguments}) {{ nodes {{ id }} }} }}")).GetProperty("milkings");
        Assert.Equal(
            expected, string.Join(',', list.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task A_milking_has_its_quarters_its_curve_and_what_was_expected()
    {
        await using var host = await FilledAsync();
        host.Grains.Register<IAnimalGrain>("1/COW-1", new FakeJudgingAnimalGrain(host.Herds, new(CreateAnimal("COW-1"), null, [])));
        Assert.Equal(
            """{"milking":{"animal":{"name":"Name of COW-1"},"state":"COMPLETE","date":"2026-03-09","litres":15,"intervalHours":10,"expectedLitres":14.5,"kickOff":true,"quarters":[{"quarter":"LF","litres":4,"conductivity":null}],"curve":[{"second":60,"litres":2.5,"flow":null,"conductivity":4.5}]}}""",
            (await host.DataAsync(
                """{ milking(farmId: 1, id: "M-1") { animal { name } state date litres intervalHours expectedLitres kickOff quarters { quarter litres conductivity } curve { second litres flow conductivity } } }""")).GetRawText());
        Assert.Equal("""{"milking":null}""", (await host.DataAsync("""{ milking(farmId: 1, id: "M-5") { id } }""")).GetRawText());
        Assert.Equal("""{"milking":{"animal":null}}""",
            (await host.DataAsync("""{ milking(farmId: 1, id: "M-4") { animal { name } } }""")).GetRawText());
    }

    [Fact]
    public async Task An_animal_has_her_milkings()
    {
        await using var host = await FilledAsync();
        host.Grains.Register<IAnimalGrain>("1/COW-1", new FakeJudgingAnimalGrain(host.Herds, new(CreateAnimal("COW-1"), null, [])));
        Assert.Equal(
            """{"animal":{"milkings":{"totalCount":2,"nodes":[{"id":"M-3","incomplete":true},{"id":"M-1","incomplete":false}]}}}""",
            (await host.DataAsync(
                """{ animal(farmId: 1, id: "COW-1") { milkings { totalCount nodes { id incomplete } } } }""")).GetRawText());
    }

    [Fact]
    public async Task A_day_is_told_whole_and_follows_the_farms_calendar()
    {
        await using var host = await FilledAsync();

        // In Berlin it is an hour later: what began at half past eleven in the evening of the 9th is of the 10th.
        await host.PutAsync(HerdRecordKinds.Milkings, Milking("M-6", Now - (11 * Hour) - (Hour / 2), "COW-2", 5));
        const string Span = """from: "2026-03-09T22:00:00Z", to: "2026-03-10T09:00:00Z" """;
        Assert.Equal(
            """{"dailyMilk":[{"date":"2026-03-09","litres":26,"milkings":2,"animals":2,"unknownLitres":0,"incomplete":0},{"date":"2026-03-10","litres":26,"milkings":3,"animals":2,"unknownLitres":9,"incomplete":1}]}""",
            (await host.DataAsync(
                $$"""{ dailyMilk(farmId: 1, {{Span}}) { date litres milkings animals unknownLitres incomplete } }""")).GetRawText());
        Assert.Equal(
            """{"dailyMilk":[{"date":"2026-03-09","litres":15},{"date":"2026-03-10","litres":12}]}""",
            (await host.DataAsync($$"""{ dailyMilk(farmId: 1, animalId: "COW-1", {{Span}}) { date litres } }""")).GetRawText());
    }

    [Fact]
    public async Task A_parlor_shows_who_stands_where()
    {
        await using var host = await FilledAsync();
        host.Grains.Register<IParlorGrain>("1/7", new FakeParlorGrain(new()
        {
            FarmId = 1,
            ParlorId = 7,
            StartedAt = Now - Hour,
            CompletedMilkings = 12,
            AnimalCount = 11,
            ActiveStalls = 1,
            Litres = 130.5,
            MilkingsPerHour = 48,
            Stalls = [new(1, 7, 1, Five[0] with { State = MilkingState.Running }, []), new(1, 7, 2, null, [])],
            StatusReport = new(Contracts.Devices.DeviceStatus.Warning, "vacuum low", Now),
        }));
        Assert.Equal(
            """{"parlor":{"startedAt":"2026-03-10T10:00:00.000Z","milked":12,"running":1,"litres":130.5,"perHour":48,"status":"WARNING","statusMessage":"vacuum low","stalls":[{"stallId":1,"running":true,"milking":{"animalId":"COW-1"}},{"stallId":2,"running":false,"milking":null}]}}""",
            (await host.DataAsync(
                "{ parlor(farmId: 1, parlorId: 7) { startedAt milked running litres perHour status statusMessage stalls { stallId running milking { animalId } } } }")).GetRawText());
    }

    [Theory]
    [InlineData("""{ dailyMilk(farmId: 1, from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { date } }""", "INVALID_ARGUMENT")]
    [InlineData("""{ dailyMilk(farmId: 1, from: "2026-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { date } }""", "INVALID_ARGUMENT")]
    [InlineData("""{ milkings(farmId: 1, from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z") { totalCount } }""", "INVALID_ARGUMENT")]
    [InlineData("""{ milkings(farmId: 1, first: 0) { totalCount } }""", "INVALID_ARGUMENT")]
    public async Task What_makes_no_sense_is_refused(string query, string code)
    {
        await using var host = await StartAsync();
        Assert.Equal(code, await host.CodeAsync(query));
    }

    private static async Task<HerdTestHost> FilledAsync()
    {
        var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Milkings, Five);
        await host.PutAsync(HerdRecordKinds.Milkings, Milking("M-9", Now, "COW-1", 1) with { FarmId = 2 });
        return host;
    }

    private static MilkingSession Milking(string id, long at, string? animal, double litres) => new()
    {
        Id = id,
        FarmId = 1,
        DeviceId = "MM-1",
        ParlorId = 7,
        StallId = 1,
        AnimalId = animal,
        StartedAt = at,
        EndedAt = at + (Hour / 10),
        State = MilkingState.Complete,
        FarmDay =
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(
                DateTimeOffset.FromUnixTimeMilliseconds(at), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).DateTime).DayNumber,
        Litres = litres,
    };

    private sealed class FakeParlorGrain(ParlorSnapshot snapshot) : IParlorGrain
    {
        public Task<ParlorSnapshot?> GetAsync() => Task.FromResult<ParlorSnapshot?>(snapshot);

        public Task UpdateStatusAsync(ParlorStatusReport report) => throw new NotSupportedException();
    }
}
