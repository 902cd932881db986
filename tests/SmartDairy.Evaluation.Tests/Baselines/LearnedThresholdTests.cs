using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Baselines;
using Xunit;

namespace SmartDairy.Evaluation.Tests.Baselines;

public sealed class LearnedThresholdTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void A_herds_threshold_is_what_its_own_milkings_stayed_below_and_nothing_is_told_while_it_is_learned()
    {
        // The same cows, in a herd whose milk conducts better by 2 mS/cm: the same alarms.
        Assert.Equal(Alarms(0), Alarms(2));
        Assert.Equal(6, Alarms(0));
    }

    private static int Alarms(double herd)
    {
        var run = new BaselineDetectors(learnUntil: 1_000 * Hour);
        for (var i = 0; i < 1_000; i++)
        {
            run.OnMilking($"COW-{i % 50}", Milking(i * Hour, 4.5 + herd + (i % 100 * 0.01)), i * Hour);
        }

        Assert.Empty(run.ConductivityAlone);
        for (var i = 1_000; i < 1_100; i++)
        {
            run.OnMilking($"COW-{i % 50}", Milking(i * Hour, 4.5 + herd + (i % 100 * 0.01)), i * Hour);
        }

        return run.ConductivityAlone.Count;
    }

    private static MilkingSession Milking(long start, double conductivity) => new()
    {
        Id = $"M-{start}",
        FarmId = 1,
        DeviceId = "MM-1",
        StartedAt = start,
        EndedAt = start + (Hour / 10),
        State = MilkingState.Complete,
        FarmDay = 0,
        Litres = 12,
        Conductivity = conductivity,
    };
}
