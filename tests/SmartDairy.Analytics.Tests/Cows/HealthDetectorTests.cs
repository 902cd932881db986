using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class HealthDetectorTests
{
    private const long HourMs = 3_600_000;
    private const int Onset = 20 * 24;
    private static readonly CowProfile Fresh = new(2, OrdinaryCow.FirstHour * HourMs, null, TimeSpan.Zero);
    private static readonly CowProfile Dry = new(2, (OrdinaryCow.FirstHour - (330 * 24)) * HourMs, null, TimeSpan.Zero);

    [Fact]
    public void A_third_less_eating_and_rumination_is_detected_as_illness()
    {
        var cow = new OrdinaryCow(1)
        {
            Appetite = hour => hour is >= Onset and < Onset + 96
            ? 0.67
            : 1,
            Activity = hour => hour is >= Onset and < Onset + 96 ? 0.75 : 1
        };
        var found =
            Assert.Single(
                new CowModelHarness(Fresh).ObserveAll(cow.Hours(30 * 24)).Findings, finding => finding.Kind == FindingKind.Illness);

        var onset = (OrdinaryCow.FirstHour + Onset) * HourMs;
        Assert.Equal("illness/1", found.Detector);
        Assert.InRange(found.DetectedAt, onset + (4 * HourMs), onset + (30 * HourMs));
        Assert.NotNull(found.EndedAt);
        Assert.InRange(found.Score, 70, 100);
        var rumination = Assert.Single(found.Reasons, reason => reason.Code == "rumination");
        Assert.InRange(rumination.Value / rumination.Usual, 0.55, 0.9);
        Assert.Contains(found.Reasons, reason => reason.Code == "eating");
        Assert.Contains(found.Reasons, reason => reason.Code == "stage");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void An_ordinary_cow_has_no_findings(int seed)
        => Assert.Empty(
            new CowModelHarness(Fresh).ObserveAll(new OrdinaryCow(seed).Hours(40 * 24), new OrdinaryUdder(seed).Milkings(80)).Findings);

    [Fact]
    public void Low_appetite_on_hot_days_is_no_illness()
    {
        OrdinaryCow Cow() => new(2) { Appetite = hour => hour is >= Onset and < Onset + 72 ? 0.86 : 1 };
        Assert.Contains(
            new CowModelHarness(Fresh).ObserveAll(Cow().Hours(30 * 24)).Findings, finding => finding.Kind == FindingKind.Illness);

        var hot = new CowModelHarness(Fresh).ObserveAll(Cow().Hours(30 * 24), thi: hour => hour is >= Onset - 6 and < Onset + 72 ? 80 : 60);
        Assert.DoesNotContain(hot.Findings, finding => finding.Kind == FindingKind.Illness);
        Assert.Contains(hot.Findings, finding => finding.Kind == FindingKind.HeatStress);
    }

    [Fact]
    public void Hours_above_68_accumulate_to_heat_stress()
    {
        // Ten hours at 74 are 60 points. The load of 36 is reached in the sixth hour, and climate is used with a lag of two hours.
        var found =
            Assert.Single(
                new CowModelHarness(Fresh).ObserveAll(new OrdinaryCow(3).Hours(30 * 24), thi: hour => hour is >= Onset + 10
                and < Onset + 20 ? 74 : 62).Findings);
        Assert.Equal(FindingKind.HeatStress, found.Kind);
        Assert.Equal("heat-stress/1", found.Detector);
        Assert.Equal((OrdinaryCow.FirstHour + Onset + 10) * HourMs, found.StartedAt);
        Assert.Equal((OrdinaryCow.FirstHour + Onset + 18) * HourMs, found.DetectedAt);
        Assert.Equal(60, found.Score, 1e-3);
        Assert.NotNull(found.EndedAt);
    }

    [Fact]
    public void Warm_afternoons_are_no_heat_stress()
        => Assert.Empty(
            new CowModelHarness(Fresh).ObserveAll(new OrdinaryCow(3).Hours(30 * 24), thi: hour => hour % 24 is >= 13 and < 18
                ? 71
                : 62).Findings);

    [Fact]
    public void Restlessness_and_cooling_of_a_dry_cow_near_its_due_date_are_detected_as_calving()
    {
        const int Signs = Onset + 12;
        var cow = new OrdinaryCow(4)
        {
            Appetite = hour => hour is >= Signs and < Signs + 18 ? 0.7 : 1,
            Activity = hour => hour is >= Signs and < Signs + 18 ? 1.4 : 1,
            Fever = hour => hour is >= Signs - 6 and < Signs + 18 ? -0.4 : 0,
        };
        var inseminated = OrdinaryCow.FirstHour + Onset - (279 * 24);
        var harness = new CowModelHarness(Dry).WithEvent(LifeEventKind.Insemination, inseminated)
            .WithEvent(LifeEventKind.DryOff, OrdinaryCow.FirstHour - (30 * 24));
        var found = Assert.Single(harness.ObserveAll(cow.Hours(25 * 24)).Findings, finding => finding.Kind == FindingKind.Calving);

        Assert.InRange(found.DetectedAt, (OrdinaryCow.FirstHour + Signs) * HourMs, (OrdinaryCow.FirstHour + Signs + 14) * HourMs);
        Assert.Contains(found.Reasons, reason => reason.Code == "due");
        Assert.DoesNotContain(
            new CowModelHarness(Fresh).ObserveAll(new OrdinaryCow(4)
            { Appetite = cow.Appetite, Activity = cow.Activity, Fever = cow.Fever }.Hours(25 * 24)).Findings, finding =>
                finding.Kind == FindingKind.Calving);
    }

    [Theory]
    [InlineData(-20, "has probably lost the collar")]
    [InlineData(0, "is probably down")]
    public void Hours_of_stillness_are_detected_and_the_temperature_tells_a_lost_collar_from_a_downed_cow(double cooling, string phrase)
    {
        var cow = new OrdinaryCow(5)
        {
            Activity = hour => hour is >= Onset and < Onset + 20 ? 0.02 : 1,
            Appetite = hour => hour is >= Onset and < Onset + 20 ? 0 : 1,
            Fever = hour => hour is >= Onset and < Onset + 20 ? cooling : 0,
        };
        var found =
            Assert.Single(
                new CowModelHarness(Fresh).ObserveAll(cow.Hours(25 * 24)).Findings, finding => finding.Kind == FindingKind.NoMovement);

        Assert.Equal("no-movement/1", found.Detector);
        Assert.Equal((OrdinaryCow.FirstHour + Onset) * HourMs, found.StartedAt);
        Assert.Equal((OrdinaryCow.FirstHour + Onset + 5) * HourMs, found.DetectedAt);
        Assert.Equal((OrdinaryCow.FirstHour + Onset + 20) * HourMs, found.EndedAt);
        Assert.Contains(found.Reasons, reason => reason.Text.Contains(phrase, StringComparison.Ordinal));
    }
}
