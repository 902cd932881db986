using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;
using Xunit;
using static SmartDairy.Evaluation.Tests.Scoring.TruthSamples;

namespace SmartDairy.Evaluation.Tests.Scoring;

public sealed class MilkingSpecificityTests
{
    [Fact]
    public void Specificity_is_of_milkings_of_healthy_cows_and_an_alarm_spoils_every_milking_that_it_is_up_at()
    {
        var truth = new TruthIndex([Event(TruthKind.Mastitis, "A", 400, 450, seen: 430)]);
        var milkings = new Dictionary<string, List<long>>
        {
            ["A"] = [At(20), At(32), At(420), At(600), At(700)],
            ["B"] = [At(20), At(32), At(44), At(56)],
        };
        var alarms = new[] { Alarm("B", 32, 50), Alarm("A", 420, 440) };
        var score = ScoringRules.Mastitis("m").ScoreAlarms(alarms, truth, ["A", "B"], Scored)
            .WithMilkingSpecificity(alarms, milkings, truth, Scored);

        // Those during her mastitis and in the week after, as at 600 h, are neither healthy nor sick.
        Assert.Equal("milkings", score.HealthyUnit);
        Assert.Equal(3 + 4, score.Healthy);
        Assert.Equal(2, score.HealthyAlarmed);
    }
}
