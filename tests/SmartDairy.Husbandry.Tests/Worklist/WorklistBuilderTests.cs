using CsCheck;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Worklist;
using SmartDairy.Husbandry.Worklist;
using Xunit;
using static SmartDairy.Husbandry.Tests.Worklist.WorklistSamples;

namespace SmartDairy.Husbandry.Tests.Worklist;

public sealed class WorklistBuilderTests
{
    private static readonly WorklistInput Busy = new()
    {
        Animals = [Cow("COW-1"), Cow("COW-2", Now - (3 * Day)), Cow("COW-3"), Cow("COW-4", Now - (3 * Day))],
        Detections =
        [
            CreateDetection(DetectionKind.Mastitis, Now - Hour), CreateDetection(DetectionKind.Illness, Now - (30 * Hour), "COW-2", 0.6),
            CreateDetection(DetectionKind.Lameness, Now - Hour, "COW-3"),
            CreateDetection(DetectionKind.Lameness, Now - (2 * Hour), "COW-4"),
        ],
        Events = [CreateEvent(AnimalEventKind.Insemination, Now - (30 * Day), "COW-3")],
        OpenAlerts = [CreateAlert("ALT-1", Priority.High, Now - Hour), CreateAlert("ALT-2", Priority.Low, Now - (2 * Hour))],
    };

    [Fact]
    public void Urgent_comes_before_heavy_and_ties_are_in_the_order_of_their_ids()
    {
        var list = Build(Busy);
        Assert.Equal(Enumerable.Range(1, list.Count), list.Select(item => item.Rank));
        Assert.Equal(
            [
                "check-udder/animal/COW-1", "look-at-alerts/device/ENV-1", "check-health/animal/COW-2", "check-feet/animal/COW-3",
                "check-feet/animal/COW-4",
                "check-fresh-cow/animal/COW-2", "check-fresh-cow/animal/COW-4", "check-pregnancy/animal/COW-3",
            ],
            list.Select(item => item.Id));
    }

    [Fact]
    public void The_order_of_the_facts_changes_nothing() => Gen.Int.Sample(seed =>
    {
        var shuffled = Busy with
        {
            Animals = Shuffled(Busy.Animals, seed),
            Detections = Shuffled(Busy.Detections, seed),
            OpenAlerts = Shuffled(Busy.OpenAlerts, seed),
        };
        Assert.Equal(Spelled(Build(Busy)), Spelled(Build(shuffled)));
    });

    [Fact]
    public void A_minute_later_the_list_is_the_same()
    => Assert.Equal(Build(Busy).Select(item => (item.Id, item.Score)), Build(Busy, Now + 60_000).Select(item => (item.Id, item.Score)));

    [Fact]
    public void Several_causes_of_one_task_are_one_item_and_weigh_more_than_each()
    {
        var item = Assert.Single(Build(Busy), item => item.Task == WorkTask.LookAtAlerts);
        Assert.Equal(["ALT-1", "ALT-2"], item.CauseKeys);
        Assert.Equal(Now - (2 * Hour), item.Since);
        Assert.Equal(WorkUrgency.Now, item.Urgency);
        Assert.Equal(100 * (1 - (0.45 * 0.85)), item.Score, 0.06);
        Assert.Equal(["HIGH since 11:00: Message of ALT-1", "LOW since 10:00: Message of ALT-2"], item.Reasons);
    }

    [Fact]
    public void What_was_not_there_when_yesterday_ended_is_new()
    {
        var list = Build(Busy);
        var (today, before) =
            (list.Single(item => item.Task == WorkTask.CheckUdder), list.Single(item => item.Task == WorkTask.CheckHealth));
        Assert.Equal((true, null), (today.IsNew, today.Trend));
        Assert.Equal((false, WorkTrend.Up), (before.IsNew, before.Trend));
    }

    [Fact]
    public void The_day_is_the_farms_own()
    {
        // 23:30 of yesterday in Berlin is 22:30 UTC; 00:30 is still yesterday in UTC.
        Assert.False(
            Find(new() { Detections = [CreateDetection(DetectionKind.Illness, At("2026-03-09 23:30"))] }, WorkTask.CheckHealth)!.IsNew);
        Assert.True(
            Find(new() { Detections = [CreateDetection(DetectionKind.Illness, At("2026-03-10 00:30"))] }, WorkTask.CheckHealth)!.IsNew);
    }

    [Fact]
    public void Treatment_makes_it_matter_less()
    {
        var facts = new WorklistInput
        {
            Animals = [Cow("COW-1")],
            Detections = [CreateDetection(DetectionKind.Mastitis, Now - (30 * Hour))],
            Events = [CreateEvent(AnimalEventKind.Treatment, Now - Hour) with { Product = "Penicillin" }],
        };
        var item = Find(facts, WorkTask.CheckUdder)!;
        Assert.Equal((WorkTrend.Down, WorkUrgency.Today), (item.Trend, item.Urgency));
        Assert.Contains("Treated with Penicillin at 11:00: see whether it works.", item.Reasons);
    }

    [Fact]
    public void What_is_done_is_off_the_list_for_the_day_unless_something_joins()
    {
        var facts = new WorklistInput { Detections = [CreateDetection(DetectionKind.Illness, Now - (5 * Hour))] };
        var item = Assert.Single(Build(facts));
        var done = new WorkItemCompletion
        { FarmId = 1, ItemId = item.Id, FarmDay = new DateOnly(2026, 3, 10).DayNumber, Causes = item.CauseKeys, At = Now, By = "Anna" };
        Assert.Empty(Build(facts, Now + Hour, done));
        Assert.Single(Build(facts, Now + Day, done));
        var more = facts with { Detections = [.. facts.Detections, CreateDetection(DetectionKind.Illness, Now + Hour)] };
        Assert.Equal(2, Assert.Single(Build(more, Now + (2 * Hour), done)).CauseKeys.Count);
    }

    [Fact]
    public void Names_and_places_come_from_who_and_where_she_is()
    {
        var facts = new WorklistInput
        {
            Animals = [Cow("COW-1", group: "FRESH"), Cow("COW-2")],
            Bindings =
            [new() { Id = "b", FarmId = 1, Kind = BindingKind.Place, AnimalId = "COW-2", Target = "barn/2/zone/3", From = Now - Day,
                RecordedAt = 0, RecordedBy = "test" }],
            Detections = [CreateDetection(DetectionKind.Illness, Now), CreateDetection(DetectionKind.Lameness, Now, "COW-2")],
        };
        Assert.Equal([("Berta", "group/FRESH"), ("Berta", "barn/2/zone/3")], Build(facts).Select(item => (item.SubjectName, item.Place)));
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> items, int seed)
    {
        var random = new Random(seed);
        return [.. items.OrderBy(_ => random.Next())];
    }

    private static IEnumerable<string> Spelled(IReadOnlyList<WorkItem> list) =>
        list.Select(item =>
            $"{item.Rank} {item.Id} {item.Score} {item.Urgency} {item.Trend} {item.IsNew} {item.Since} {string.Join('|', item.Reasons)} {string.Join('|', item.CauseKeys)}");
}
