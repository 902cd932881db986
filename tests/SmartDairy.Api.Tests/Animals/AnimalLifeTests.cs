using SmartDairy.Api.Tests.Dairy;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using Xunit;

namespace SmartDairy.Api.Tests.Animals;

public sealed class AnimalLifeTests
{
    private const long Day = 86_400_000;

    [Fact]
    public async Task Events_reach_the_book_as_they_were_told_and_come_back()
    {
        await using var dairy = await DairyTestHost.StartAsync();
        var book = new FakeHerdBookGrain();
        dairy.Grains.Register<IHerdBookGrain>(1, book);
        var data = await dairy.DataAsync(
            """
            mutation { recordAnimalEvents(farmId: 1, events: [
              {id: "E-1", animalId: "COW-1", kind: CALVING, time: "2026-03-01T04:00:00Z", calves: 2, note: "twins"},
              {animalId: "COW-2", kind: PREGNANCY_CHECK, time: "2026-03-02T04:00:00Z", pregnant: true}]) { id kind time recordedBy calves pregnant retracted } }
            """);
        var recorded = data.GetProperty("recordAnimalEvents");
        Assert.Equal(("E-1", "CALVING", 2),
            (recorded[0].GetProperty("id").GetString(), recorded[0].GetProperty("kind").GetString(), recorded[0].GetProperty("calves")
            .GetInt32()));
        Assert.True(recorded[1].GetProperty("pregnant").GetBoolean());
        Assert.Equal(["COW-1", "COW-2"], book.Recorded.Select(told => told.AnimalId));
        Assert.Equal(("twins", 1, ""), (book.Recorded[0].Note, book.Recorded[0].FarmId, book.Recorded[1].Id));
        Assert.NotEmpty(book.Recorded[0].RecordedBy);
        var retracted = await dairy.DataAsync("""mutation { retractAnimalEvent(farmId: 1, id: "E-1") { id retracted } }""");
        Assert.True(retracted.GetProperty("retractAnimalEvent").GetProperty("retracted").GetBoolean());
        Assert.Equal("NOT_FOUND", await dairy.CodeAsync("""mutation { retractAnimalEvent(farmId: 1, id: "E-9") { id } }"""));
        var wrong =
            await dairy.Api.QueryErrorAsync(
                """mutation { recordAnimalEvents(farmId: 1, events: [{animalId: "COW/1", kind: CALVING, time: "2026-03-01T04:00:00Z"}]) { id } }""");
        Assert.StartsWith("events[0]: animalId must be", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("INVALID_ARGUMENT", await dairy.CodeAsync("mutation { recordAnimalEvents(farmId: 1, events: []) { id } }"));
    }

    [Fact]
    public async Task An_animal_shows_how_she_stands_what_happened_and_what_she_wore()
    {
        await using var dairy = await DairyTestHost.StartAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var cow = new AnimalRegistration
        {
            Id = "COW-7",
            FarmId = 1,
            Lactation = 1,
            OfficialId = new("eu.animalId", "DE09"),
            Breed = "Holstein",
            Place = "barn/1",
        };
        dairy.Grains.Register<IAnimalGrain>("1/COW-7", new FakeAnimalGrain(cow));
        const string Query =
            """
            { animal(farmId: 1, id: "COW-7") { lactation daysInMilk reproductiveStatus daysSinceInsemination expectedCalving milkWithdrawalUntil meatWithdrawalUntil place
              officialId { scheme id } sex breed events(first: 1) { totalCount nodes { kind product } pageInfo { hasNextPage } } bindings { kind target to } } }
            """;
        var before = (await dairy.DataAsync(Query)).GetProperty("animal");
        Assert.Equal((1, "barn/1", "OPEN"),
            (before.GetProperty("lactation").GetInt32(), before.GetProperty("place").GetString(), before.GetProperty("reproductiveStatus")
            .GetString()));
        var treated = new AnimalEvent
        {
            Id = "E-2",
            FarmId = 1,
            AnimalId = "COW-7",
            Kind = AnimalEventKind.Treatment,
            Time = now - Day,
            RecordedAt = now,
            RecordedBy = "me",
            Product = "X"
        };
        await dairy.Herds.WriteAsync(
            [
                HerdRecordKinds.AnimalEvents.ToWrite(treated, now),
                HerdRecordKinds.AnimalEvents.ToWrite(treated with
                { Id = "E-1", Kind = AnimalEventKind.Calving, Time = now - (90 * Day), Product = null }, now),
                HerdRecordKinds.AnimalStates.ToWrite(
                    new()
                    {
                        FarmId = 1, AnimalId = "COW-7", Lactation = 2, CalvedAt = now - (90 * Day) - 1_000,
                        Reproduction = ReproductiveStatus.Pregnant, InseminatedAt = now - (30 * Day) - 1_000,
                        ExpectedCalving = now + (250 * Day), MilkWithdrawalUntil = now + Day, MeatWithdrawalUntil = now - 1,
                    },
                    now),
                HerdRecordKinds.Bindings.ToWrite(new()
                { Id = "B-1", FarmId = 1, Kind = BindingKind.Place, AnimalId = "COW-7", Target = "barn/2/zone/3", From = 0,
                    RecordedAt = now, RecordedBy = "me" }, now),
            ],
            TestContext.Current.CancellationToken);
        var animal = (await dairy.DataAsync(Query)).GetProperty("animal");
        Assert.Equal(
            (2, 90, 30, "PREGNANT", "barn/2/zone/3"),
            (animal.GetProperty("lactation").GetInt32(), animal.GetProperty("daysInMilk").GetInt32(),
                animal.GetProperty("daysSinceInsemination").GetInt32(),
                animal.GetProperty("reproductiveStatus").GetString(), animal.GetProperty("place").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, animal.GetProperty("meatWithdrawalUntil").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.String, animal.GetProperty("milkWithdrawalUntil").ValueKind);
        Assert.Equal("DE09", animal.GetProperty("officialId").GetProperty("id").GetString());
        var events = animal.GetProperty("events");
        Assert.Equal((2, "TREATMENT", true), (
            events.GetProperty("totalCount").GetInt32(), events.GetProperty("nodes")[0].GetProperty("kind").GetString(),
            events.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()));
        Assert.Equal("PLACE", animal.GetProperty("bindings")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Bindings_are_changed_and_previewed_by_one_change_at_a_time()
    {
        await using var dairy = await DairyTestHost.StartAsync();
        var book = new FakeHerdBookGrain();
        dairy.Grains.Register<IHerdBookGrain>(1, book);
        var bound = await dairy.DataAsync(
            """mutation { bindAnimal(farmId: 1, input: {animalId: "COW-1", kind: COLLAR, target: "AC-9", from: "2026-03-01T00:00:00Z"}) { bindings { target from to } animals { animalId hoursGained hoursLost } derivedFrom } }""");
        Assert.Equal("AC-9", bound.GetProperty("bindAnimal").GetProperty("bindings")[0].GetProperty("target").GetString());
        Assert.Equal(3, bound.GetProperty("bindAnimal").GetProperty("animals")[0].GetProperty("hoursGained").GetInt32());
        await dairy.DataAsync(
            """mutation { swapCollars(farmId: 1, input: {animalId: "COW-1", otherAnimalId: "COW-2"}) { derivedFrom } }""");
        await dairy.DataAsync(
            """mutation { repairBinding(farmId: 1, input: {id: "BI-1", animalId: "COW-2", lasts: true}) { derivedFrom } }""");
        await dairy.DataAsync("""mutation { repairBinding(farmId: 1, input: {id: "BI-1", retract: true}) { derivedFrom } }""");
        Assert.Equal(
            [BindingChangeKind.Bind, BindingChangeKind.Swap, BindingChangeKind.Repair, BindingChangeKind.Retract],
            book.Changes.Select(change => change.ChangeKind));
        Assert.Equal(("COW-2", true, null), (book.Changes[2].AnimalId, book.Changes[2].IsOpenEnded, book.Changes[2].To));
        await dairy.DataAsync(
            """{ previewBinding(farmId: 1, change: {swap: {animalId: "COW-1", otherAnimalId: "COW-2", at: "2026-03-01T00:00:00Z"}}) { derivedFrom } }""");
        Assert.Equal("COW-2", book.LastPreview!.OtherAnimalId);
        Assert.Equal("INVALID_ARGUMENT", await dairy.CodeAsync("{ previewBinding(farmId: 1, change: {}) { derivedFrom } }"));
        Assert.Equal("INVALID_ARGUMENT", await dairy.CodeAsync(
            """mutation { repairBinding(farmId: 1, input: {id: "BI-1", to: "2026-03-01T00:00:00Z", lasts: true}) { derivedFrom } }"""));
    }
}
