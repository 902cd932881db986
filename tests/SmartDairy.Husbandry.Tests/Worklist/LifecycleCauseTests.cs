using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Worklist;
using Xunit;
using static SmartDairy.Husbandry.Tests.Worklist.WorklistSamples;

namespace SmartDairy.Husbandry.Tests.Worklist;

public sealed class LifecycleCauseTests
{
    // The clock goes forward on 29 March: days are counted on the calendar, not in hours.
    private static readonly long Inseminated = At("2026-03-10 23:30");

    private static readonly WorklistInput Open = new()
    {
        Animals = [Cow("COW-1", At("2025-06-20 08:00"))],
        Events = [CreateEvent(AnimalEventKind.Insemination, Inseminated)],
    };

    private static readonly WorklistInput Pregnant = Open with
    {
        Events = [.. Open.Events, CreateEvent(AnimalEventKind.PregnancyCheck, At("2026-04-10 10:00"), pregnant: true)],
    };

    [Theory]
    [InlineData("2026-04-06 23:59", null)]
    [InlineData("2026-04-07 00:00", WorkUrgency.Soon)]
    [InlineData("2026-04-19 23:59", WorkUrgency.Soon)]
    [InlineData("2026-04-20 00:00", WorkUrgency.Today)]
    [InlineData("2026-07-08 23:59", WorkUrgency.Today)]
    [InlineData("2026-07-09 00:00", null)]
    public void A_pregnancy_check_is_due_28_to_40_days_after_insemination(string at, WorkUrgency? urgency)
        => Assert.Equal(urgency, Find(Open, WorkTask.CheckPregnancy, At(at))?.Urgency);

    [Theory]
    [InlineData(AnimalEventKind.PregnancyCheck)]
    [InlineData(AnimalEventKind.Abortion)]
    [InlineData(AnimalEventKind.Departure)]
    [InlineData(AnimalEventKind.Calving)]
    public void It_is_not_due_after(AnimalEventKind kind)
        => Assert.Null(
            Find(Open with { Events = [.. Open.Events, CreateEvent(kind, At("2026-04-10 10:00"), pregnant: false)] },
                WorkTask.CheckPregnancy, At("2026-04-12 10:00")));

    [Fact]
    public void Another_insemination_starts_the_count_anew()
    {
        var facts = Open with { Events = [.. Open.Events, CreateEvent(AnimalEventKind.Insemination, At("2026-04-01 10:00"))] };
        Assert.Null(Find(facts, WorkTask.CheckPregnancy, At("2026-04-28 10:00")));
        Assert.NotNull(Find(facts, WorkTask.CheckPregnancy, At("2026-04-29 10:00")));
    }

    // 280 days after 10 March is 15 December; 60 days before that is 16 October.
    [Theory]
    [InlineData("2026-10-08 12:00", null, null)]
    [InlineData("2026-10-09 12:00", WorkUrgency.Soon, "To be dried off in 7 days, 60 days before she calves (2026-12-15).")]
    [InlineData("2026-10-16 12:00", WorkUrgency.Today, "To be dried off today, 60 days before she calves (2026-12-15).")]
    [InlineData("2026-10-17 12:00", WorkUrgency.Today, "Should have been dried off 1 day ago: she calves about 2026-12-15.")]
    public void She_is_dried_off_60_days_before_she_calves(string at, WorkUrgency? urgency, string? why)
    {
        var item = Find(Pregnant, WorkTask.DryOff, At(at));
        Assert.Equal((urgency, why), (item?.Urgency, item?.Reasons[0]));
        Assert.Null(
            Find(Pregnant with { Events = [.. Pregnant.Events, CreateEvent(AnimalEventKind.DryOff, At("2026-10-01 10:00"))] },
                WorkTask.DryOff, At(at)));
    }

    [Fact]
    public void A_heifer_is_not_dried_off()
    => Assert.Null(Find(Pregnant with { Animals = [Cow("COW-1")] }, WorkTask.DryOff, At("2026-10-16 12:00")));

    [Theory]
    [InlineData("2026-12-07 12:00", null)]
    [InlineData("2026-12-08 12:00", WorkUrgency.Soon)]
    [InlineData("2026-12-13 12:00", WorkUrgency.Today)]
    [InlineData("2026-12-22 12:00", WorkUrgency.Today)]
    [InlineData("2026-12-23 12:00", WorkUrgency.Now)]
    public void Calving_is_watched_from_a_week_before(string at, WorkUrgency? urgency)
    {
        Assert.Equal(urgency, Find(Pregnant, WorkTask.WatchCalving, At(at))?.Urgency);
        Assert.Null(Find(Open, WorkTask.WatchCalving, At(at)));
    }

    [Theory]
    [InlineData("2026-05-01 23:00", false)]
    [InlineData("2026-05-02 00:00", true)]
    [InlineData("2026-05-11 23:00", true)]
    [InlineData("2026-05-12 00:00", false)]
    public void A_fresh_cow_is_checked_daily_for_ten_days(string at, bool listed)
        => Assert.Equal(listed,
            Find(new()
            { Animals = [Cow("COW-1")], Events = [CreateEvent(AnimalEventKind.Calving, At("2026-05-01 05:00"))] }, WorkTask.CheckFreshCow,
            At(at)) is not null);

    [Theory]
    [InlineData("2026-05-03 23:59", null)]
    [InlineData("2026-05-04 08:00", "The withdrawal of Penicillin ends at 14:00.")]
    [InlineData("2026-05-04 15:00", "The withdrawal of Penicillin ended at 14:00.")]
    [InlineData("2026-05-05 00:00", null)]
    public void A_withdrawal_is_told_on_the_day_it_ends(string at, string? why)
    {
        var treatment = CreateEvent(AnimalEventKind.Treatment, At("2026-05-01 08:00")) with
        { Product = "Penicillin", MilkWithdrawalUntil = At("2026-05-04 14:00") };
        Assert.Equal(why, Find(new() { Animals = [Cow("COW-1")], Events = [treatment] }, WorkTask.ReleaseMilk, At(at))?.Reasons[0]);
    }

    [Fact]
    public void What_is_told_later_was_not_known_before()
    {
        var facts = Open with { Events = [Open.Events[0] with { RecordedAt = At("2026-04-12 09:00") }] };
        Assert.Null(Find(facts, WorkTask.CheckPregnancy, At("2026-04-12 08:59")));
        Assert.True(Find(facts, WorkTask.CheckPregnancy, At("2026-04-12 10:00"))!.IsNew);
        Assert.False(Find(facts, WorkTask.CheckPregnancy, At("2026-04-13 10:00"))!.IsNew);
    }
}
