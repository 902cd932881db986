using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Milking;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Milking;

public sealed class ExpectedYieldEvaluatorTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void She_is_expected_to_give_what_she_gives_more_after_a_longer_night()
    {
        // 15 L after 14 h and 11.2 L after 10 h: one and the same cow.
        var past = Past(8);
        var morning = ExpectedYieldEvaluator.Evaluate(At(8, 15.2), past);
        var evening = ExpectedYieldEvaluator.Evaluate(At(9, 11), [.. past, At(8, 15)]);
        Assert.Equal((14.0, 10.0), (morning.IntervalHours, evening.IntervalHours));
        Assert.Equal(15, morning.ExpectedLitres!.Value, 0.2);
        Assert.Equal(11.2, evening.ExpectedLitres!.Value, 0.2);
        Assert.False(morning.Incomplete || evening.Incomplete);
    }

    [Fact]
    public void Less_than_half_of_it_is_incomplete_also_when_the_meter_does_not_say_so()
    {
        Assert.True(ExpectedYieldEvaluator.Evaluate(At(8, 7), Past(8)).Incomplete);
        Assert.False(ExpectedYieldEvaluator.Evaluate(At(8, 8), Past(8)).Incomplete);
        Assert.True(ExpectedYieldEvaluator.Evaluate(At(8, 15) with { Incomplete = true }, Past(8)).Incomplete);
        Assert.False(ExpectedYieldEvaluator.Evaluate(At(8, null), Past(8)).Incomplete);
    }

    [Fact]
    public void What_is_milked_after_an_incomplete_milking_does_not_count_for_her_level()
    {
        var past = Past(8).Select((milking, i) => i switch
        {
            5 => milking with { Incomplete = true, Litres = 3 },
            6 => milking with { Litres = 23 },
            _ => milking,
        }).ToArray();
        Assert.Equal(15, ExpectedYieldEvaluator.Evaluate(At(8, 15), past).ExpectedLitres!.Value, 0.3);
    }

    [Fact]
    public void Early_in_her_lactation_she_is_expected_to_give_more_every_day()
    {
        // A second-calver in her second week: by Wood's curve a day's milk rises by some 2 % a day then.
        var stage = new LactationStage(2, -8 * 24 * Hour);
        var past = Past(8).Select(milking => milking with { Litres = milking.Litres * stage.ExpectedDailyYieldKg(milking.StartedAt) / 30 })
            .ToArray();
        var expected = ExpectedYieldEvaluator.Evaluate(At(8, 15), past, stage).ExpectedLitres!.Value;
        Assert.Equal(15 * stage.ExpectedDailyYieldKg(At(8, 15).StartedAt) / 30, expected, 0.2);
        Assert.True(expected > 1.02 * ExpectedYieldEvaluator.Evaluate(At(8, 15), past).ExpectedLitres!.Value);

        // What was milked before she calved is no measure.
        Assert.Null(ExpectedYieldEvaluator.Evaluate(At(8, 15), past, new(2, At(7, 1).StartedAt)).ExpectedLitres);
        Assert.NotNull(ExpectedYieldEvaluator.Evaluate(At(8, 15), past, new(2, At(9, 1).StartedAt)).ExpectedLitres);
    }

    [Fact]
    public void Nothing_is_expected_of_who_is_not_known_yet_or_unknown()
    {
        Assert.Null(ExpectedYieldEvaluator.Evaluate(At(3, 15), Past(3)).ExpectedLitres);
        Assert.Null(ExpectedYieldEvaluator.Evaluate(At(0, 15), []).IntervalHours);
        Assert.Null(ExpectedYieldEvaluator.Evaluate(At(8, 15) with { AnimalId = null }, Past(8)).ExpectedLitres);
        Assert.Null(ExpectedYieldEvaluator.Evaluate(At(8, 15) with { State = MilkingState.Running }, Past(8)).IntervalHours);
    }

    [Fact]
    public void A_milking_that_comes_late_changes_the_interval_of_the_next()
    {
        var all = Past(10).Select(milking => ExpectedYieldEvaluator.Evaluate(milking, Past(10))).ToArray();
        var next = all[8];
        var late = all[7];
        var without = ExpectedYieldEvaluator.Evaluate(next, [.. all.Where(one => one.Id != late.Id)]);
        Assert.Equal(24, without.IntervalHours);
        var repaired =
            Assert.Single(
                ExpectedYieldEvaluator.ReevaluateLater(late, [.. all.Where(one => one.Id != late.Id && one.Id != next.Id), without]));
        Assert.Equal((next.Id, 14.0), (repaired.Id, repaired.IntervalHours));
        Assert.Empty(ExpectedYieldEvaluator.ReevaluateLater(late, [.. all.Where(one => one.Id != late.Id && one.Id != next.Id), repaired]));
        Assert.Equal(
            24, Assert.Single(ExpectedYieldEvaluator.ReevaluateLater(late with { State = MilkingState.Retracted }, all)).IntervalHours);
    }

    [Theory]
    [InlineData(true, new[] { 3.0, 3.5, 3.4, 0.1, 0, 0, 3.2, 3.0, 1 })] // on again
    [InlineData(true, new[] { 3.0, 3.5, 3.4, 0.1 })] // and never on again
    [InlineData(false, new[] { 3.0, 3.5, 3.4, 3.0, 2.6, 2.2, 1.4, 0.9, 0.4 })] // an ordinary end
    [InlineData(false, new[] { 3.0, 3.5, 3.4, 0.1, 3.4, 3.3, 3.0, 2.4, 0.9 })] // air for a moment
    public void A_flow_that_breaks_off_is_a_kick_off(bool expected, double[] flows)
    {
        var litres = 0.0;
        var curve = flows.Select((flow, i) => new FlowPoint((i + 1) * 10, litres += flow * 10 / 60 * (15 / 4.0), flow, double.NaN))
            .ToArray();
        Assert.Equal(expected, ExpectedYieldEvaluator.Evaluate(At(8, litres) with { Curve = curve }, Past(8)).KickOff);
    }

    [Fact]
    public void A_day_is_the_sum_of_what_began_on_it()
    {
        var days = DailyMilk.FromMilkings(
        [
            .. Past(4), At(4, 3) with { AnimalId = null, FarmDay = 102 }, At(4, 4) with
            { AnimalId = "COW-8", FarmDay = 102, Incomplete = true },
            At(4, 100) with { State = MilkingState.Retracted, FarmDay = 102 }, At(4, null) with
            { State = MilkingState.Running, FarmDay = 102 },
        ]);
        Assert.Equal([100, 101, 102], days.Select(day => day.Date.DayNumber));
        Assert.Equal((26.2, 2, 1, 0.0, 0),
            (Math.Round(days[0].Litres, 6), days[0].Milkings, days[0].Animals, days[0].UnknownLitres, days[0].Incomplete));
        Assert.Equal((7.0, 2, 1, 3.0, 1), (days[2].Litres, days[2].Milkings, days[2].Animals, days[2].UnknownLitres, days[2].Incomplete));
    }

    [Fact]
    public void A_parlors_round_is_what_was_milked_without_a_long_pause()
    {
        MilkingSession Minute(int minute, double? litres, MilkingState state = MilkingState.Complete) =>
            At(0, litres) with
            {
                Id = $"m{minute}",
                AnimalId = $"COW-{minute}",
                StartedAt = minute * 60_000,
                EndedAt = state == MilkingState.Running
                ? null
                : (minute + 6) * 60_000,
                State = state
            };
        var round =
            ParlorShift.Latest(
                [Minute(0, 10), Minute(91, 11), Minute(100, 12), Minute(180, null, MilkingState.Running),
                    Minute(140, 5) with { State = MilkingState.Retracted }]);
        Assert.Equal((91 * 60_000L, 2, 3, 23.0, 8.0),
            (round.StartedAt!.Value, round.CompletedMilkings, round.Animals, round.Litres, Math.Round(round.MilkingsPerHour!.Value, 6)));
        Assert.Equal(new ParlorShift(null, 0, 0, 0, null), ParlorShift.Latest([]));
    }

    /// <summary>At 5 in the morning and at 3 in the afternoon; 15 L and 11.2 L.</summary>
    private static MilkingSession[] Past(int count) => [.. Enumerable.Range(0, count).Select(i => At(i, i % 2 == 0 ? 15 : 11.2))];

    private static MilkingSession At(int number, double? litres)
    {
        var start = ((number / 2 * 24) + (number % 2 == 0 ? 5 : 15)) * Hour;
        return new()
        {
            Id = $"milking-{number}",
            FarmId = 1,
            DeviceId = "METER-1",
            AnimalId = "COW-7",
            StartedAt = start,
            EndedAt = start + (Hour / 10),
            State = MilkingState.Complete,
            FarmDay = 100 + (number / 2),
            Litres = litres,
        };
    }
}
