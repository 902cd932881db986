using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class MastitisDetectorTests
{
    private const int Onset = 40;
    private static readonly CowProfile Profile =
        new(2, (OrdinaryCow.FirstHour - (OrdinaryUdder.DaysInMilk * 24)) * 3_600_000, null, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "LF")]
    [InlineData(1, "RF")]
    [InlineData(2, "LR")]
    [InlineData(3, "RR")]
    public void A_conductivity_rise_of_25_percent_is_detected_in_its_quarter(int quarter, string name)
    {
        var udder = new OrdinaryUdder(3)
        {
            Conductivity = (number, which) => which == quarter && number is >= Onset and < Onset + 10 ? 1.25 : 1,
            Milk = (number, which) => which == quarter && number is >= Onset and < Onset + 10 ? 0.75 : 1,
        };

        var found = Assert.Single(Detect(udder));
        var milkings = udder.Milkings(Onset + 4);
        Assert.Equal("mastitis/1", found.Detector);
        Assert.Equal(quarter, found.Quarter);
        Assert.InRange(found.StartedAt, milkings[Onset].Start, milkings[Onset + 2].Start);
        Assert.InRange(found.DetectedAt, milkings[Onset].End, milkings[Onset + 2].End);
        Assert.NotNull(found.EndedAt);
        Assert.Contains(found.Reasons, reason => reason.Code == $"conductivity-{name}" && reason.Value > reason.Usual * 1.15);
        Assert.Contains(found.Reasons, reason => reason.Code == "quarter-yield" && reason.Value < reason.Usual * 0.9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Constant_differences_between_quarters_are_not_detected(int seed)
        => Assert.Empty(Detect(new OrdinaryUdder(seed) { Conductivity = (_, quarter) => quarter == 1 ? 1.12 : 1 }));

    [Fact]
    public void A_meter_that_reads_all_quarters_high_is_not_detected()
        => Assert.Empty(Detect(new OrdinaryUdder(5) { Conductivity = (number, _) => number % 3 == 0 ? 1.12 : 1 }));

    [Fact]
    public void One_deviating_milking_is_not_detected()
        => Assert.Empty(Detect(new OrdinaryUdder(6) { Conductivity = (number, quarter) => quarter == 2 && number == Onset ? 1.1 : 1 }));

    [Fact]
    public void Without_quarters_a_strong_case_is_detected_from_the_whole_milk()
    {
        var found = Assert.Single(Detect(new OrdinaryUdder(7)
        {
            KnowsQuarters = false,
            Conductivity = (number, quarter) => quarter == 0 && number is >= Onset and < Onset + 10 ? 1.6 : 1,
            Milk = (number, quarter) => quarter == 0 && number is >= Onset and < Onset + 10 ? 0.6 : 1,
            Blood = number => number is Onset + 1,
        }));
        Assert.Equal("mastitis-single/1", found.Detector);
        Assert.Null(found.Quarter);
        Assert.Contains(found.Reasons, reason => reason.Code == "conductivity");
    }

    [Fact]
    public void Colostrum_is_not_evaluated()
    {
        var calved = OrdinaryCow.FirstHour + (12 * Onset) - 12;
        var udder =
            new OrdinaryUdder(8) { Conductivity = (number, quarter) => quarter == 1 && number is >= Onset and < Onset + 6 ? 1.4 : 1 };
        Assert.NotEmpty(Detect(udder));
        Assert.Empty(
            Detect(new OrdinaryUdder(8) { Conductivity = udder.Conductivity }, new LifeEvent(LifeEventKind.Calving, calved * 3_600_000)));
    }

    private static List<Finding> Detect(OrdinaryUdder udder, params LifeEvent[] events)
    {
        var model = new CowModel(Profile);
        foreach (var lifeEvent in events)
        {
            model.Observe(lifeEvent);
        }

        var found = new Dictionary<(FindingKind, int?, long), Finding>();
        foreach (var milking in udder.Milkings(80))
        {
            model.Observe(milking);
            foreach (var finding in model.DrainFindings())
            {
                found[(finding.Kind, finding.Quarter, finding.Key)] = finding;
            }
        }

        return [.. found.Values.Where(finding => !finding.Retracted && finding.Kind == FindingKind.Mastitis)];
    }
}
