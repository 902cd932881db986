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
        var insemination = CreateEvent("COW-1", AnimalEventKind.Insemination, now - (60 * Day));
        var check = CreateEvent("COW-1", AnimalEventKind.PregnancyCheck, now - (20 * Day)) with { Pregnant = true };
        var refused =
            await Assert.ThrowsAsync<RefusedException>(
                () => book.RecordEventsAsync([check, CreateEvent("COW-2", AnimalEventKind.HoofTrimming, now)]));
        Assert.Contains("events[0]: pregnancy check", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await EventsAsync(dairy, "COW-2"));
        var unknown =
            await Assert.ThrowsAsync<RefusedException>(
                () => book.RecordEventsAsync([CreateEvent("COW-9", AnimalEventKind.HoofTrimming, now)]));
        Assert.Equal(RefusalKind.NotFound, unknown.Kind);

        var recorded = await book.RecordEventsAsync([check, insemination, CreateEvent("COW-2", AnimalEventKind.HoofTrimming, now)]);
        Assert.All(recorded, one => Assert.StartsWith("EV-", one.Id, StringComparison.Ordinal));
        Assert.Equal((ReproductiveStatus.Pregnant, now + (220 * Day)), await StandingAsync(dairy));

        // Told twice it is one.
        Assert.Equal(recorded[0].Id, (await book.RecordEventsAsync([check]))[0].Id);
        Assert.Equal(2, (await EventsAsync(dairy, "COW-1")).Count);

        var needed = await Assert.ThrowsAsync<RefusedException>(() => book.RetractEventAsync(recorded[1].Id, "me"));
        Assert.Equal(RefusalKind.Conflict, needed.Kind);
        Assert.True((await book.RetractEventAsync(recorded[0].Id, "me"))!.Retracted);
        Assert.Equal((ReproductiveStatus.Inseminated, null), await StandingAsync(dairy));
        Assert.Null(await book.RetractEventAsync("EV-9", "me"));

        // What was taken back may be told again.
        await book.RecordEventsAsync([check]);
        Assert.Equal((ReproductiveStatus.Pregnant, now + (220 * Day)), await StandingAsync(dairy));
    }

    [Fact]
    public async Task Many_who_tell_of_one_animal_at_once_all_count()
    {
        await using var dairy = await StartAsync();
        var now = dairy.Now;
        await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => dairy.HerdBook.RecordEventsAsync([CreateEvent("COW-1", AnimalEventKind.Insemination, now - ((i + 1) * Day))])));
        var row = await dairy.HerdStore.FindAsync(1, HerdRecordKinds.AnimalStates.Name, "COW-1", DairyTestCluster.TimeoutToken);
        Assert.Equal(20, HerdRecordKinds.AnimalStates.FromRecord(row!).Inseminations);
    }

    [Fact]
    public async Task Whoever_moves_an_animal_records_it_and_whoever_records_it_moves_her()
    {
        await using var dairy = await StartAsync();
        await dairy.Farm.SetAnimalGroupAsync(["COW-1", "COW-2"], "high", "me");
        var moved = Assert.Single(await EventsAsync(dairy, "COW-1"));
        Assert.Equal((AnimalEventKind.GroupChange, "high", "me"), (moved.Kind, moved.Group, moved.RecordedBy));
        await dairy.HerdBook.RecordEventsAsync(
            [CreateEvent("COW-1", AnimalEventKind.GroupChange, dairy.Now + 1_000) with { Group = "dry" }]);
        Assert.Equal("dry", (await dairy.Registry.FindAnimalAsync(1, "COW-1", DairyTestCluster.TimeoutToken))!.Group);
        Assert.Equal("high", (await dairy.Registry.FindAnimalAsync(1, "COW-2", DairyTestCluster.TimeoutToken))!.Group);

        // An earlier move, told later, changes nothing now.
        await dairy.HerdBook.RecordEventsAsync([CreateEvent("COW-1", AnimalEventKind.GroupChange, dairy.Now - Day) with { Group = "old" }]);
        Assert.Equal("dry", (await dairy.Registry.FindAnimalAsync(1, "COW-1", DairyTestCluster.TimeoutToken))!.Group);
    }

    internal static async Task<DairyTestCluster> StartAsync(params string[] more)
    {
        var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterAnimalsAsync(
            [.. new[] { "COW-1", "COW-2" }.Concat(more)
            .Select(id => new AnimalRegistration { Id = id, FarmId = 1, TagEpc = "E" + id.Replace("-", "", StringComparison.Ordinal) })]);
        return dairy;
    }

    internal static AnimalEvent CreateEvent(string animal, AnimalEventKind kind, long time)
        => new() { Id = "", FarmId = 1, AnimalId = animal, Kind = kind, Time = time, RecordedAt = 0, RecordedBy = "me" };

    private static async Task<IReadOnlyList<AnimalEvent>> EventsAsync(DairyTestCluster dairy, string animal)
        => [.. (await dairy.HerdStore.ListAsync(new HerdQuery
        { FarmId = 1, Kind = HerdRecordKinds.AnimalEvents.Name, Subject = animal }, 100, DairyTestCluster.TimeoutToken)).Select(
            HerdRecordKinds.AnimalEvents.FromRecord)];

    private static async Task<(ReproductiveStatus, long?)> StandingAsync(DairyTestCluster dairy)
    {
        var standing =
            HerdRecordKinds.AnimalStates.FromRecord(
                (await dairy.HerdStore.FindAsync(1, HerdRecordKinds.AnimalStates.Name, "COW-1", DairyTestCluster.TimeoutToken))!);
        return (standing.Reproduction, standing.ExpectedCalving);
    }
}
