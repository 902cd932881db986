using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Husbandry.Worklist;
using Xunit;
using static SmartDairy.Husbandry.Tests.Worklist.WorklistSamples;

namespace SmartDairy.Husbandry.Tests.Worklist;

public sealed class DetectionCauseTests
{
    private static readonly Detection Heat = CreateDetection(DetectionKind.Heat, Now - (6 * Hour)) with
    { ActFrom = Now, ActUntil = Now + (8 * Hour) };

    [Fact]
    public void A_heat_is_for_today_and_for_now_once_the_window_is_open()
    {
        Assert.Equal(WorkUrgency.Today, Find(With(Heat), WorkTask.Inseminate, Now - 1)!.Urgency);
        var item = Find(With(Heat), WorkTask.Inseminate)!;
        Assert.Equal(WorkUrgency.Now, item.Urgency);
        Assert.Equal("Heat, since 04:00, 90 % sure; inseminate from 12:00 to 20:00.", item.Reasons[0]);
        Assert.Equal(["A big thing.", "A small thing."], item.Reasons.Skip(1));
        Assert.Null(Find(With(Heat), WorkTask.Inseminate, Now + (8 * Hour)));
    }

    [Fact]
    public void A_heat_that_ended_is_there_as_long_as_its_window_is_open()
        => Assert.NotNull(Find(With(Heat with { State = DetectionState.Ended, EndedAt = Now - Hour }), WorkTask.Inseminate, Now + Hour));

    [Fact]
    public void Her_insemination_ends_it_and_that_of_her_neighbour_does_not()
    {
        Assert.Null(
            Find(With(Heat) with { Events = [CreateEvent(AnimalEventKind.Insemination, Now + Hour)] }, WorkTask.Inseminate, Now + Hour));
        Assert.NotNull(
            Find(With(Heat) with { Events = [CreateEvent(AnimalEventKind.Insemination, Now + Hour, "COW-2")] }, WorkTask.Inseminate,
                Now + Hour));
        Assert.NotNull(
            Find(With(Heat) with { Events = [CreateEvent(AnimalEventKind.Insemination, Now + Hour) with { Retracted = true }] },
                WorkTask.Inseminate, Now + Hour));
    }

    [Theory]
    [InlineData(DetectionState.Open, DetectionVerdict.None, true)]
    [InlineData(DetectionState.Open, DetectionVerdict.Confirmed, true)]
    [InlineData(DetectionState.Open, DetectionVerdict.Rejected, false)]
    [InlineData(DetectionState.Ended, DetectionVerdict.None, false)]
    [InlineData(DetectionState.Retracted, DetectionVerdict.None, false)]
    public void What_is_over_rejected_or_retracted_is_not_on_the_list(DetectionState state, DetectionVerdict verdict, bool listed)
    {
        var illness = CreateDetection(DetectionKind.Illness, Now - (6 * Hour)) with
        {
            State = state,
            EndedAt = state == DetectionState.Ended ? Now - Hour : null,
            Verdict = verdict,
            VerdictAt = Now - Hour,
            VerdictBy = "Anna",
        };
        Assert.Equal(listed, Find(With(illness), WorkTask.CheckHealth) is not null);
    }

    [Fact]
    public void What_was_rejected_today_was_on_the_list_of_yesterday()
    {
        var facts =
            With(CreateDetection(DetectionKind.Illness, Now - (30 * Hour)) with { Verdict = DetectionVerdict.Rejected, VerdictAt = Now });
        Assert.NotNull(Find(facts, WorkTask.CheckHealth, Now - 1));
        Assert.Null(Find(facts, WorkTask.CheckHealth));
    }

    [Fact]
    public void Nothing_is_to_be_done_with_who_is_gone()
        => Assert.Empty(Build(With(Heat) with { Events = [CreateEvent(AnimalEventKind.Departure, Now - Hour)] }));

    [Theory]
    [InlineData(DetectionKind.Mastitis, WorkTask.CheckUdder)]
    [InlineData(DetectionKind.Illness, WorkTask.CheckHealth)]
    [InlineData(DetectionKind.HeatStress, WorkTask.CoolDown)]
    [InlineData(DetectionKind.Calving, WorkTask.WatchCalving)]
    [InlineData(DetectionKind.NoMovement, WorkTask.FindHer)]
    [InlineData(DetectionKind.Lameness, WorkTask.CheckFeet)]
    [InlineData(DetectionKind.SensorDrift, WorkTask.CheckSensor)]
    [InlineData(DetectionKind.SensorShift, WorkTask.CheckSensor)]
    [InlineData(DetectionKind.SensorStuck, WorkTask.CheckSensor)]
    [InlineData(DetectionKind.SensorSpikes, WorkTask.CheckSensor)]
    [InlineData(DetectionKind.SensorDropOut, WorkTask.CheckSensor)]
    [InlineData(DetectionKind.CalibrationExpired, WorkTask.Calibrate)]
    public void Each_kind_has_its_task(DetectionKind kind, WorkTask task)
    => Assert.Equal(task, Assert.Single(Build(With(CreateDetection(kind, Now)))).Task);

    private static WorklistInput With(Detection detection) => new() { Animals = [Cow("COW-1")], Detections = [detection] };
}
