using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Worklist;

public sealed class WorklistTests
{
    private const string Items = "{ worklist(farmId: 1) { items { rank id isNew trend urgency } } }";

    [Fact]
    public async Task The_list_is_put_together_from_every_kind_of_row_and_is_the_same_when_asked_again()
    {
        await using var host = await StartAsync();
        await FillAsync(host);
        var list =
            (await host.DataAsync(
                "{ worklist(farmId: 1) { date asOf total new items { rank id task urgency isNew trend place subjectName why whatToDo } } }")).GetProperty("worklist");
        Assert.Equal(
            ("2026-03-10", "2026-03-10T11:00:00.000Z"), (list.GetProperty("date").GetString(), list.GetProperty("asOf").GetString()));
        Assert.Equal(
            [
                "1 check-udder/animal/COW-2 NOW True", "2 find-out-why-not-milked/animal/COW-1 NOW True",
                "3 look-at-alerts/device/ENV-1-000 NOW False",
                "4 check-pregnancy/animal/COW-3 SOON False", "5 identify-tag/tag/E2009 SOON True",
            ],
            list.GetProperty("items").EnumerateArray()
            .Select(item =>
                $"{item.GetProperty("rank")} {item.GetProperty("id")} {item.GetProperty("urgency")} {item.GetProperty("isNew")}"));
        var udder = list.GetProperty("items")[0];
        Assert.Equal(("barn/2", "Name of COW-2"), (udder.GetProperty("place").GetString(), udder.GetProperty("subjectName").GetString()));
        Assert.Equal("Mastitis, since 08:00, 90 % sure.", udder.GetProperty("why")[0].GetString());
        var first = (await host.DataAsync(Items)).GetRawText();
        Assert.Equal(first, (await host.DataAsync(Items)).GetRawText());
    }

    [Fact]
    public async Task What_is_handled_is_off_for_the_day_and_who_did_it_is_known()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("D-1", DetectionKind.Illness, Now - Hour));
        Assert.Equal("""{"worklist":{"total":1,"handled":[]}}""",
            (await host.DataAsync("{ worklist(farmId: 1) { total handled { itemId } } }")).GetRawText());
        Assert.Equal(
            """{"handleWorkItem":{"itemId":"check-health/animal/COW-1","date":"2026-03-10"}}""",
            (await host.DataAsync(
                """mutation { handleWorkItem(farmId: 1, id: "check-health/animal/COW-1", comment: "39.2") { itemId date } }""")).GetRawText());
        Assert.Equal(
            """{"worklist":{"total":0,"handled":[{"itemId":"check-health/animal/COW-1","by":"all farms","comment":"39.2"}]}}""",
            (await host.DataAsync("{ worklist(farmId: 1) { total handled { itemId by comment } } }")).GetRawText());
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("D-2", DetectionKind.Illness, Now));
        Assert.Equal("""{"worklist":{"total":1}}""", (await host.DataAsync("{ worklist(farmId: 1) { total } }")).GetRawText());
        await host.DataAsync("""mutation { handleWorkItem(farmId: 1, id: "check-health/animal/COW-1") { itemId } }""");
        Assert.Equal("""{"worklist":{"total":0}}""", (await host.DataAsync("{ worklist(farmId: 1) { total } }")).GetRawText());
        host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("""{"worklist":{"total":1,"new":0}}""", (await host.DataAsync("{ worklist(farmId: 1) { total new } }")).GetRawText());
        Assert.Equal(
            "NOT_FOUND", await host.CodeAsync("""mutation { handleWorkItem(farmId: 1, id: "check-feet/animal/COW-1") { itemId } }"""));
    }

    [Fact]
    public async Task Past_and_coming_days_can_be_asked_for()
    {
        await using var host = await StartAsync();
        await host.RegisterAsync(CreateAnimal("COW-3"));
        await host.PutAsync(HerdRecordKinds.AnimalEvents, Told("E-1", AnimalEventKind.Insemination, Now - (25 * Day), "COW-3"));
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("D-1", DetectionKind.Illness, Now - (2 * Day)) with
        { State = DetectionState.Ended, EndedAt = Now - Day });
        Assert.Equal("check-health/animal/COW-1", await IdsAsync(host, "2026-03-08"));
        Assert.Equal("", await IdsAsync(host, "2026-03-09"));
        Assert.Equal("", await IdsAsync(host, "2026-03-10"));
        Assert.Equal("check-pregnancy/animal/COW-3", await IdsAsync(host, "2026-03-13"));
    }

    [Fact]
    public async Task Only_so_many_items_as_asked_for_are_shown_and_all_are_counted()
    {
        await using var host = await StartAsync();
        await FillAsync(host);
        var list = (await host.DataAsync("{ worklist(farmId: 1, first: 2) { total items { rank } } }")).GetProperty("worklist");
        Assert.Equal((5, 2), (list.GetProperty("total").GetInt32(), list.GetProperty("items").GetArrayLength()));
        Assert.Equal("NOT_FOUND", await host.CodeAsync("{ worklist(farmId: 3) { total } }"));
    }

    private static async Task FillAsync(HerdTestHost host)
    {
        await host.RegisterAsync(CreateAnimal("COW-1"), CreateAnimal("COW-2"), CreateAnimal("COW-3"));
        await host.PutAsync(
            HerdRecordKinds.Detections, CreateDetection("D-1", DetectionKind.Mastitis, Now - (2 * Hour), "COW-2"),
            CreateDetection("D-2", DetectionKind.Illness, Now - (9 * Day), "COW-2") with
            { State = DetectionState.Ended, EndedAt = Now - (3 * Day) });
        await host.PutAsync(HerdRecordKinds.Bindings, new AnimalBinding
        {
            Id = "B-1",
            FarmId = 1,
            Kind = BindingKind.Place,
            AnimalId = "COW-2",
            Target = "barn/2",
            From = Now - (90 * Day),
            RecordedAt = 0,
            RecordedBy = "test"
        });
        await host.PutAsync(HerdRecordKinds.AnimalEvents, Told("E-1", AnimalEventKind.Insemination, Now - (30 * Day), "COW-3"));
        // COW-1 misses the last one; what was taken back does not count.
        await host.PutAsync(HerdRecordKinds.Milkings,
            [.. Milkings("COW-1", Now - (19 * Hour)), .. Milkings("COW-2", Now - Hour), .. Milkings("COW-3", Now - Hour),
                Milking("COW-1", Now - Hour) with { State = MilkingState.Retracted }]);
        await host.PutAsync(HerdRecordKinds.UnknownTags, new UnknownTag
        { FarmId = 1, TagEpc = "E2009", Place = "gate/NORTH", FirstSeen = Now - Hour, LastSeen = Now - Hour });
        Assert.True(await host.Alerts.CommitAsync(new() { Key = new(1, "RULE", "ENV-1-000"), Alerts = [Alarm()] }, CancellationToken.None));
    }

    private static async Task<string> IdsAsync(HerdTestHost host, string date)
        => string.Join(',', (await host.DataAsync($$"""{ worklist(farmId: 1, date: "{{date}}") { items { id } } }"""))
        .GetProperty("worklist").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));

    private static AnimalEvent Told(string id, AnimalEventKind kind, long at, string animal) =>
        new() { Id = id, FarmId = 1, AnimalId = animal, Kind = kind, Time = at, RecordedAt = at, RecordedBy = "test" };

    private static IEnumerable<MilkingSession> Milkings(string cow, long last)
        => Enumerable.Range(0, 6).Select(i => Milking(cow, last - (i * 12 * Hour)));

    private static MilkingSession Milking(string cow, long at) =>
        new()
        {
            Id = $"M-{cow}-{at}",
            FarmId = 1,
            DeviceId = "MM-1",
            AnimalId = cow,
            StartedAt = at,
            EndedAt = at + 1,
            State = MilkingState.Complete,
            FarmDay = 1,
            Litres = 14
        };

    private static Alert Alarm() => new()
    {
        Id = "ALT-1",
        FarmId = 1,
        RuleId = "RULE",
        RuleVersion = 1,
        RuleName = "Hot",
        Category = "climate",
        Source = new("sensor", "ENV-1-000"),
        Priority = Priority.High,
        State = AlertState.Open,
        Message = "41 degrees",
        Details = "{}",
        OpenedAt = Now - (20 * Hour),
        RaisedAt = Now - (20 * Hour),
        Revision = 1,
    };
}
