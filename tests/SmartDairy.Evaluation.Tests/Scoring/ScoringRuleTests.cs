using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;
using Xunit;
using static SmartDairy.Evaluation.Tests.Scoring.TruthSamples;

namespace SmartDairy.Evaluation.Tests.Scoring;

public sealed class ScoringRuleTests
{
    private static readonly string[] Cows = ["A", "B"];

    [Theory]
    [InlineData(93.9, false)] // More than six hours before the onset.
    [InlineData(94.1, true)]
    [InlineData(121.9, true)]
    [InlineData(122.1, false)] // More than twelve hours after the end.
    public void A_heat_is_found_by_an_alarm_from_six_hours_before_its_onset_to_twelve_after_its_end(double told, bool found)
    {
        var score = Heat([Event(TruthKind.Estrus, "A", 100, 110)], [Alarm("A", told, told + 8)]);
        Assert.Equal(1, score.Events);
        Assert.Equal(found ? 1 : 0, score.Found);
        Assert.Equal(found ? (1, 0) : (0, 1), (score.TrueAlarms, score.FalseAlarms));
    }

    [Fact]
    public void An_alarm_at_another_cow_finds_nothing()
    {
        var score = Heat([Event(TruthKind.Estrus, "A", 100, 110)], [Alarm("B", 104, 110)]);
        Assert.Equal((0, 1), (score.Found, score.FalseAlarms));
    }

    [Fact]
    public void Soon_is_counted_from_the_onset_and_delays_are_of_the_first_alarm()
    {
        var truth = new[] { Event(TruthKind.Estrus, "A", 100, 110), Event(TruthKind.Estrus, "B", 200, 210) };
        var score = Heat(truth, [Alarm("A", 105, 110), Alarm("A", 109, 112), Alarm("B", 208, 212)]);
        Assert.Equal((2, 1), (score.Found, score.FoundSoon));
        Assert.Equal([5, 8], score.DelayHours);
        Assert.Equal(3, score.TrueAlarms);
    }

    [Fact]
    public void Only_what_happens_while_scored_counts()
    {
        var truth =
            new[] { Event(TruthKind.Estrus, "A", -30, -20), Event(TruthKind.Estrus, "B", 970, 980),
                Event(TruthKind.Estrus, "A", 300, 310) };
        var score = Heat(truth, [Alarm("A", -28, -20), Alarm("A", 304, 310), Alarm("B", 971, 980)]);
        Assert.Equal((1, 1), (score.Events, score.Found));
    }

    [Fact]
    public void False_alarms_are_counted_by_what_misled_them()
    {
        var truth =
            new[] { Event(TruthKind.HoofTrimming, "A", 300, 320, told: true), Event(TruthKind.Storm, "farm/1", 500, 510),
                Event(TruthKind.Estrus, "A", 100, 110) };
        var score = Heat(truth, [Alarm("A", 310, 315), Alarm("A", 505, 509), Alarm("B", 505, 509), Alarm("B", 700, 705)]);
        Assert.Equal(4, score.FalseAlarms);
        Assert.Equal(new Dictionary<string, int>
        { ["HoofTrimming, told"] = 1, ["Storm"] = 2, ["nothing"] = 1 }, score.FalseAlarmsByConfounder);
    }

    [Fact]
    public void Specificity_is_of_cow_days_without_an_estrus()
    {
        var score = Heat([Event(TruthKind.Estrus, "A", 100, 110)], [Alarm("A", 313, 315), Alarm("A", 320, 321), Alarm("B", 700, 705)]);

        // 40 days of each cow; of A's, the three that her estrus touches with its margins are left out.
        Assert.Equal((40 * 2) - 3, score.Healthy);
        Assert.Equal(2, score.HealthyAlarmed);
        Assert.Equal(1 - (2.0 / score.Healthy), score.Specificity.Value, 9);
    }

    [Theory]
    [InlineData(151, 190, true)] // Up from before until past the time that it is seen.
    [InlineData(151, 155, false)] // Over long before.
    [InlineData(223, 230, true)]
    [InlineData(225, 230, false)] // More than a day after it was seen.
    public void Mastitis_is_found_by_an_alarm_that_is_up_within_a_day_of_its_being_seen(double told, double ends, bool found)
    {
        var score = ScoringRules.Mastitis("m")
            .ScoreAlarms([Alarm("A", told, ends)], new TruthIndex([Event(TruthKind.Mastitis, "A", 150, 300, seen: 200)]), Cows, Scored);
        Assert.Equal((1, found ? 1 : 0), (score.Events, score.Found));
        Assert.Equal(0, score.FalseAlarms);
    }

    [Fact]
    public void A_metabolic_illness_counts_within_five_days_before_and_one_after_and_other_illness_excuses_an_alarm()
    {
        var truth =
            new TruthIndex([Event(TruthKind.Ketosis, "A", 300, 500, seen: 372), Event(TruthKind.Metritis, "B", 600, 700, seen: 640)]);
        var score = ScoringRules.Illness("i")
            .ScoreAlarms([Alarm("A", 360, 420), Alarm("B", 610, 650), Alarm("B", 100, 120)], truth, Cows, Scored);
        Assert.Equal((1, 1, 1), (score.Events, score.Found, score.FoundSoon));
        Assert.Equal((1, 1), (score.TrueAlarms, score.FalseAlarms));
        Assert.Equal([-12], score.DelayHours);
    }

    [Fact]
    public void A_calving_is_foreseen_by_an_alarm_in_the_two_days_before()
    {
        var truth = new TruthIndex([Event(TruthKind.Calving, "A", 280, 300), Event(TruthKind.Calving, "B", 480, 500)]);
        var score = ScoringRules.Calving("c").ScoreAlarms([Alarm("A", 285, 301), Alarm("B", 450, 451)], truth, Cows, Scored);
        Assert.Equal((2, 1, 1), (score.Events, score.Found, score.FoundSoon));
        Assert.Equal(1, score.FalseAlarms);
    }

    [Fact]
    public void A_collar_that_lies_somewhere_is_to_be_found_while_it_does()
    {
        var truth = new TruthIndex([Event(TruthKind.CollarLost, "A", 300, 330), Event(TruthKind.CollarLost, "B", 300, 330)]);
        var score = ScoringRules.NoMovement("n")
            .ScoreAlarms([Alarm("A", 306, 331), Alarm("B", 332, 333), Alarm("B", 500, 501)], truth, Cows, Scored);
        Assert.Equal((2, 1, 1), (score.Events, score.Found, score.FoundSoon));
        Assert.Equal((2, 1), (score.TrueAlarms, score.FalseAlarms));
    }

    [Fact]
    public void A_curve_counts_each_event_once_and_an_alarm_too_late_to_find_one_not_at_all()
    {
        var truth =
            new[] { Event(TruthKind.Estrus, "A", 100, 110), Event(TruthKind.Estrus, "B", 100, 110),
                Event(TruthKind.Estrus, "A", -20, -10) };
        var score =
            Heat(truth,
                [Alarm("A", 101, 110, score: 3), Alarm("A", 105, 112, score: 5), Alarm("B", 400, 401, score: 4),
                    Alarm("B", 121, 125, score: 2)]);
        Assert.Equal([0, 0, null, 1], score.ScoredAlarms.Select(mark => mark.Event));
        Assert.Equal([false, false, true, false],
            score.ScoredAlarms.OrderBy(mark => mark.Score == 4 ? 2.5 : mark.Score == 2 ? 9 : mark.Score == 3 ? 0 : 1)
            .Select(mark => mark.IsFalse));
        var twice = DetectorScore.Combine([score, score]);
        Assert.Equal([0, 0, null, 1, 2, 2, null, 3], twice.ScoredAlarms.Select(mark => mark.Event));
    }

    private static DetectorScore Heat(IReadOnlyList<TruthEvent> truth, IReadOnlyList<Alarm> alarms)
        => ScoringRules.Estrus("h").ScoreAlarms(alarms, new TruthIndex(truth), Cows, Scored);
}
