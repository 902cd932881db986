using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Animals;

public sealed class HerdBookTests
{
    private const long Day = 86_400_000;

    [Fact]
    public async Task Events_are_recorded_all_or_none_and_the_standing_follows_them()
    {
        await using var dairy = await StartAsync();
        var book = dairy.HerdBook;
        var now = dairy.Now;
        var insemination = Told("COW-1", AnimalEventKind.Insemination, now - (60 * Day));
        var check = Told("COW-1", AnimalEventKind.PregnancyCheck, now - (20 * Day)) with { Pregnant = true };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => book.RecordAsync([check, Told("COW-2", AnimalEventKind.HoofTrimming, now)]));
        Assert.Contains("events[0]: pregnancy check", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await EventsAsync(dairy, "COW-2"));
        var unknown = await Assert.ThrowsAsync<RefusedException>(() => book.RecordAsync([Told("COW-9", AnimalEventKind.HoofTrimming, now)]));
        Assert.Equal(RefusalKind.NotFound, unknown.Kind);

        var recorded = await book.RecordAsync([check, insemination, Told("COW-2", AnimalEventKind.HoofTrimming, now)]);
        Assert.All(recorded, one => Assert.StartsWith("EV-", one.Id, StringComparison.Ordinal));
        Assert.Equal((ReproductiveStatus.Pregnant, now + (220 * Day)), await StandingAsync(dairy));

        // Told twice it is one.
        Assert.Equal(recorded[0].Id, (await book.RecordAsync([check]))[0].Id);
        Assert.Equal(2, (await EventsAsync(dairy, "COW-1")).Count);

        var needed = await Assert.ThrowsAsync<RefusedException>(() => book.RetractAsync(recorded[1].Id, "me"));
        Assert.Equal(RefusalKind.Conflict, needed.Kind);
        Assert.True((await book.RetractAsync(recorded[0].Id, "me"))!.Retracted);
        Assert.Equal((ReproductiveStatus.Inseminated, null), await StandingAsync(dairy));
        Assert.Null(await book.RetractAsync("EV-9", "me"));

        // What was taken back may be told again.
        await book.RecordAsync([check]);
        Assert.Equal((ReproductiveStatus.Pregnant, now + (220 * Day)), await StandingAsync(dairy));
    }

    [Fact]
    public async Task Many_who_tell_of_one_animal_at_once_all_count()
    {
        await using var dairy = await StartAsync();
        var now = dairy.Now;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => dairy.HerdBook.RecordAsync([Told("COW-1", AnimalEventKind.Insemination, now - ((i + 1) * Day))])));
        var row = await dairy.Herds.FindAsync(1, HerdKinds.Standings.Name, "COW-1", Dairy.Soon);
        Assert.Equal(20, HerdKinds.Standings.Read(row!).Inseminations);
    }

    [Fact]
    public async Task Whoever_moves_an_animal_records_it_and_whoever_records_it_moves_her()
    {
        await using var dairy = await StartAsync();
        await dairy.Farm.SetGroupAsync(["COW-1", "COW-2"], "high", "me");
        var moved = Assert.Single(await EventsAsync(dairy, "COW-1"));
        Assert.Equal((AnimalEventKind.GroupChange, "high", "me"), (moved.Kind, moved.Group, moved.RecordedBy));
        await dairy.HerdBook.RecordAsync([Told("COW-1", AnimalEventKind.GroupChange, dairy.Now + 1_000) with { Group = "dry" }]);
        Assert.Equal("dry", (await dairy.Registry.AnimalAsync(1, "COW-1", Dairy.Soon))!.Group);
        Assert.Equal("high", (await dairy.Registry.AnimalAsync(1, "COW-2", Dairy.Soon))!.Group);

        // An earlier move, told later, changes nothing now.
        await dairy.HerdBook.RecordAsync([Told("COW-1", AnimalEventKind.GroupChange, dairy.Now - Day) with { Group = "old" }]);
        Assert.Equal("dry", (await dairy.Registry.AnimalAsync(1, "COW-1", Dairy.Soon))!.Group);
    }

    internal static async Task<Dairy> StartAsync(params string[] more)
    {
        var dairy = await Dairy.StartAsync();
        await dairy.Farm.RegisterAnimalsAsync(
            [.. new[] { "COW-1", "COW-2" }.Concat(more).Select(id => new AnimalRegistration { Id = id, FarmId = 1, TagEpc = "E" + id.Replace("-", "", StringComparison.Ordinal) })]);
        return dairy;
    }

    internal static AnimalEvent Told(string animal, AnimalEventKind kind, long time)
        => new() { Id = "", FarmId = 1, AnimalId = animal, Kind = kind, Time = time, RecordedAt = 0, RecordedBy = "me" };

    private static async Task<IReadOnlyList<AnimalEvent>> EventsAsync(Dairy dairy, string animal)
        => [.. (await dairy.Herds.ListAsync(new HerdQuery { FarmId = 1, Kind = HerdKinds.Events.Name, Subject = animal }, 100, Dairy.Soon)).Select(HerdKinds.Events.Read)];

    private static async Task<(ReproductiveStatus, long?)> StandingAsync(Dairy dairy)
    {
        var standing = HerdKinds.Standings.Read((await dairy.Herds.FindAsync(1, HerdKinds.Standings.Name, "COW-1", Dairy.Soon))!);
        return (standing.Reproduction, standing.ExpectedCalving);
    }
}
