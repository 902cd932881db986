using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Worklist;
using Xunit;
using static SmartDairy.Husbandry.Tests.Worklist.WorklistSamples;

namespace SmartDairy.Husbandry.Tests.Worklist;

public sealed class DeviceCauseTests
{
    private static readonly string[] Cows = ["COW-1", "COW-2", "COW-3", "COW-4"];

    [Fact]
    public void Who_was_not_milked_in_her_rhythm_is_looked_for()
    {
        var facts = new WorklistInput { Milkings = [.. Cows.SelectMany(cow => Twice(cow, cow == "COW-1" ? Now - (19 * Hour) : Now))] };
        var item = Assert.Single(Build(facts));
        Assert.Equal((WorkTask.FindOutWhyNotMilked, "COW-1", WorkUrgency.Now), (item.Task, item.SubjectId, item.Urgency));
        Assert.Equal("Last milked at 2026-03-09 17:00, 19 hours ago; usually every 12 hours.", item.Reasons[0]);
        Assert.Empty(Build(facts, Now - (2 * Hour)));
    }

    [Fact]
    public void When_nobody_is_milked_it_is_not_her_who_is_missing()
        => Assert.Empty(Build(new() { Milkings = [.. Cows.SelectMany(cow => Twice(cow, Now - (19 * Hour)))] }));

    [Theory]
    [InlineData(AnimalEventKind.DryOff)]
    [InlineData(AnimalEventKind.Departure)]
    public void Who_gives_no_milk_is_not_missed(AnimalEventKind kind)
    {
        var facts = new WorklistInput
        {
            Animals = [Cow("COW-1", Now - (300 * Day))],
            Milkings = [.. Cows.SelectMany(cow => Twice(cow, cow == "COW-1" ? Now - (19 * Hour) : Now))],
            Events = [CreateEvent(kind, Now - (18 * Hour))],
        };
        Assert.Empty(Build(facts));
    }

    [Fact]
    public void An_unknown_tag_is_there_for_a_day_unless_somebody_wears_it_by_now()
    {
        var facts = new WorklistInput { UnknownTags = [Seen("gate/NORTH", Now - (3 * Hour)), Seen("gate/SOUTH", Now - Hour)] };
        var item = Assert.Single(Build(facts));
        Assert.Equal(("identify-tag/tag/E200", "gate/SOUTH"), (item.Id, item.Place));
        Assert.Equal("No animal wears tag E200, seen at 2 places in 24 hours, last at gate/SOUTH at 11:00.", item.Reasons[0]);
        Assert.Empty(Build(facts, Now + (23 * Hour)));
        Assert.Empty(Build(facts with { Animals = [Cow("COW-1") with { TagEpc = "E200" }] }));
        var bound = new AnimalBinding
        {
            Id = "B",
            FarmId = 1,
            Kind = BindingKind.Tag,
            AnimalId = "COW-1",
            Target = "E200",
            From = Now,
            RecordedAt = Now,
            RecordedBy = "test"
        };
        Assert.Empty(Build(facts with { Bindings = [bound] }));
        Assert.Single(Build(facts with { Bindings = [bound with { Retracted = true }] }));
    }

    [Theory]
    [InlineData(15, null)]
    [InlineData(14, WorkUrgency.Soon)]
    [InlineData(-1, WorkUrgency.Today)]
    public void A_calibration_that_expires_is_told_two_weeks_before(int daysLeft, WorkUrgency? urgency)
    {
        var held = CreateCalibration("ENV-1", 1, Now - (300 * Day), Now + (daysLeft * Day));
        Assert.Equal(urgency, Find(new() { Calibrations = [held] }, WorkTask.Calibrate)?.Urgency);
        Assert.Empty(Build(new() { Calibrations = [held, CreateCalibration("ENV-1", 2, Now - Hour, Now + (300 * Day))] }));
        Assert.Equal(urgency,
            Find(new() { Calibrations = [held, CreateCalibration("ENV-1", 2, Now - Hour, null, valid: false)] },
                WorkTask.Calibrate)?.Urgency);
    }

    [Theory]
    [InlineData(15, null)]
    [InlineData(14, WorkUrgency.Soon)]
    [InlineData(7, WorkUrgency.Today)]
    [InlineData(-3, WorkUrgency.Today)]
    public void A_battery_is_told_two_weeks_before_it_is_empty(int daysLeft, WorkUrgency? urgency)
        => Assert.Equal(urgency, Find(new() { Batteries = [new("ENV-1", Now + (daysLeft * Day), 20)] }, WorkTask.ReplaceBattery)?.Urgency);

    private static IEnumerable<MilkingTime> Twice(string cow, long last)
        => Enumerable.Range(0, 6).Select(i => new MilkingTime(cow, last - (i * 12 * Hour)));

    private static UnknownTag Seen(string place, long at)
        => new() { FarmId = 1, TagEpc = "E200", Place = place, FirstSeen = at, LastSeen = at };
}
