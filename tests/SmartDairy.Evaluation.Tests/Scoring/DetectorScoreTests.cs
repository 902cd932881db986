using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;
using Xunit;
using static SmartDairy.Evaluation.Tests.Scoring.TruthSamples;

namespace SmartDairy.Evaluation.Tests.Scoring;

public sealed class DetectorScoreTests
{
    [Fact]
    public void Two_herds_are_one_by_their_counts_and_not_by_their_shares()
    {
        var truth =
            new TruthIndex(
                [Event(TruthKind.Estrus, "A", 100, 110), Event(TruthKind.Estrus, "A", 600, 610), Event(TruthKind.Estrus, "A", 800, 810)]);
        var one = ScoringRules.Estrus("h").ScoreAlarms([Alarm("A", 104, 110)], truth, ["A"], Scored);
        var two = ScoringRules.Estrus("h")
            .ScoreAlarms(
                [Alarm("B", 207, 210), Alarm("B", 400, 402)], new TruthIndex([Event(TruthKind.Estrus, "B", 200, 210)]), ["B"], Scored);
        var both = DetectorScore.Combine([one, two]);
        Assert.Equal((4, 2), (both.Events, both.Found));
        Assert.Equal(0.5, both.Sensitivity.Value);
        Assert.Equal(2.0 / 3, both.PositivePredictiveValue.Value, 9);
        Assert.Equal([4, 7], both.DelayHours);
        Assert.Equal(1 / (2 * 40 / 7.0), both.FalseAlarmsPerCowWeek, 9);
        Assert.Equal((4, 2), both.Classes["visible"]);
    }

    [Fact]
    public void Nothing_to_find_is_no_share_at_all()
    {
        var score = ScoringRules.Estrus("h").ScoreAlarms([], new TruthIndex([]), ["A"], Scored);
        Assert.True(double.IsNaN(score.Sensitivity.Value));
        Assert.True(double.IsNaN(score.PositivePredictiveValue.Value));
        Assert.True(double.IsNaN(score.DelayQuantile(0.5)));
        Assert.Equal(1, score.Specificity.Value);
        Assert.Equal(0, score.FalseAlarmsPerCowWeek);
    }

    [Theory]
    [InlineData(0.70, 0.99, true)]
    [InlineData(0.66, 0.99, false)]
    [InlineData(0.82, 0.93, false)]
    [InlineData(0.816, 0.918, true)]
    public void A_baseline_fits_when_it_is_within_seven_points_of_the_field(double sensitivity, double specificity, bool fits)
    {
        var score = new DetectorScore
        {
            Detector = "x",
            Target = "",
            Events = 1000,
            Found = (int)(1000 * sensitivity),
            FoundSoon = 0,
            SoonDescription = "",
            TrueAlarms = 0,
            FalseAlarms = 0,
            HealthyUnit = "cow-days",
            Healthy = 1000,
            HealthyAlarmed = 1000 - (long)(1000 * specificity),
            CowWeeks = 1,
        };
        Assert.Equal(fits, LiteratureAccuracy.SmoothedCounts.Matches(score));
    }
}
