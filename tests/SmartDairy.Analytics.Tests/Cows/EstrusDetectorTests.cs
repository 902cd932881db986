using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class EstrusDetectorTests
{
    private const long HourMs = 3_600_000;
    private const int Onset = (20 * 24) + 9;
    private static readonly CowProfile Profile = new(2, (OrdinaryCow.FirstHour - (60 * 24)) * HourMs, null, TimeSpan.Zero);

    [Fact]
    public void Nine_hours_of_2_8_times_the_usual_activity_are_detected_within_six_hours()
    {
        var found = Assert.Single(Detect(InHeat(2.8)), finding => finding.Kind == FindingKind.Estrus);

        var onset = (OrdinaryCow.FirstHour + Onset) * HourMs;
        Assert.InRange(found.StartedAt, onset - (2 * HourMs), onset + (3 * HourMs));
        Assert.InRange(found.DetectedAt, onset + HourMs, onset + (6 * HourMs));
        Assert.InRange(found.PeakAt!.Value, onset, onset + (9 * HourMs));
        Assert.InRange(found.EndedAt!.Value, onset + (7 * HourMs), onset + (14 * HourMs));
        Assert.InRange(found.Certainty, 0.9, 1);
        Assert.Equal("heat/1", found.Detector);
        Assert.Equal(found.StartedAt + (4 * HourMs), found.ActFrom);
        Assert.Equal(found.StartedAt + (16 * HourMs), found.ActUntil);
        var activity = Assert.Single(found.Reasons, reason => reason.Code == "activity");
        Assert.InRange(activity.Value / activity.Usual, 2.2, 3.6);
        Assert.Matches(@"^Activity is \d\.\d times the animal's usual level at this hour\.$", activity.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void An_ordinary_cow_is_never_detected(int seed)
        => Assert.DoesNotContain(Detect(new OrdinaryCow(seed)), finding => finding.Kind == FindingKind.Estrus);

    [Fact]
    public void Restlessness_after_a_group_change_is_not_detected()
    {
        OrdinaryCow Restless()
            => new(11)
            {
                Activity = hour => hour is >= Onset and < Onset + 9
                ? 2.6
                : 1,
                Appetite = hour => hour is >= Onset and < Onset + 9 ? 0.85 : 1
            };
        var groupChange = new LifeEvent(LifeEventKind.GroupChange, ((OrdinaryCow.FirstHour + Onset) * HourMs) - HourMs);
        Assert.Single(Detect(Restless()), finding => finding.Kind == FindingKind.Estrus);
        Assert.DoesNotContain(Detect(Restless(), groupChange), finding => finding.Kind == FindingKind.Estrus);
    }

    // A storm: 50 % more activity for six hours and no other sign.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Restlessness_without_other_signs_is_not_detected(int seed)
        => Assert.DoesNotContain(Detect(new OrdinaryCow(seed) { Activity = hour => hour is >= Onset and < Onset + 6 ? 1.5 : 1 }),
            finding => finding.Kind == FindingKind.Estrus);

    [Fact]
    public void Fever_and_low_appetite_without_activity_are_not_detected()
    {
        var cow = new OrdinaryCow(4) { Appetite = hour => hour >= Onset ? 0.6 : 1, Fever = hour => hour >= Onset ? 0.9 : 0 };
        Assert.DoesNotContain(Detect(cow), finding => finding.Kind == FindingKind.Estrus);
    }

    [Fact]
    public void Daily_busy_hours_are_not_detected()
    {
        var cow = new OrdinaryCow(7) { Activity = hour => hour % 24 is >= 16 and < 20 ? 3 : 1 };
        Assert.DoesNotContain(Detect(cow), finding => finding.Kind == FindingKind.Estrus);
    }

    private static OrdinaryCow InHeat(double rise) => new(11)
    {
        Activity = hour => hour is >= Onset and < Onset + 9 ? rise : 1,
        Appetite = hour => hour is >= Onset and < Onset + 9 ? 0.6 : 1,
    };

    private static List<Finding> Detect(OrdinaryCow cow, params LifeEvent[] events)
    {
        var model = new CowModel(Profile);
        foreach (var lifeEvent in events)
        {
            model.Observe(lifeEvent);
        }

        var found = new Dictionary<(FindingKind, long), Finding>();
        foreach (var hour in cow.Hours(24 * 24))
        {
            model.Observe(hour);
            foreach (var finding in model.DrainFindings())
            {
                found[(finding.Kind, finding.Key)] = finding;
            }
        }

        return [.. found.Values.Where(finding => !finding.Retracted)];
    }
}
