using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class MastitisDetectorTests
{
    private const int Onset = 40;
    private static readonly CowProfile Facts = new(2, (OrdinaryCow.FirstHour - (OrdinaryUdder.DaysInMilk * 24)) * 3_600_000, null, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "LF")]
    [InlineData(1, "RF")]
    [InlineData(2, "LR")]
    [InlineData(3, "RR")]
    public void A_quarter_whose_conductivity_rises_by_a_quarter_is_told_of_by_name(int quarter, string name)
    {
        var udder = new OrdinaryUdder(3)
        {
            Conductivity = (number, which) => which == quarter && number is >= Onset and < Onset + 10 ? 1.25 : 1,
            Milk = (number, which) => which == quarter && number is >= Onset and < Onset + 10 ? 0.75 : 1,
        };

        var found = Assert.Single(Watch(udder));
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
    public void Healthy_quarters_that_differ_are_nothing(int seed)
        => Assert.Empty(Watch(new OrdinaryUdder(seed) { Conductivity = (_, quarter) => quarter == 1 ? 1.12 : 1 }));

    [Fact]
    public void A_meter_that_measures_all_quarters_high_is_no_mastitis()
        => Assert.Empty(Watch(new OrdinaryUdder(5) { Conductivity = (number, _) => number % 3 == 0 ? 1.12 : 1 }));

    [Fact]
    public void One_odd_milking_is_no_mastitis()
        => Assert.Empty(Watch(new OrdinaryUdder(6) { Conductivity = (number, quarter) => quarter == 2 && number == Onset ? 1.1 : 1 }));

    [Fact]
    public void Without_quarters_the_whole_milk_tells_of_a_strong_case()
    {
        var found = Assert.Single(Watch(new OrdinaryUdder(7)
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
    public void Colostrum_is_not_judged()
    {
        var calved = OrdinaryCow.FirstHour + (12 * Onset) - 12;
        var udder = new OrdinaryUdder(8) { Conductivity = (number, quarter) => quarter == 1 && number is >= Onset and < Onset + 6 ? 1.4 : 1 };
        Assert.NotEmpty(Watch(udder));
        Assert.Empty(Watch(new OrdinaryUdder(8) { Conductivity = udder.Conductivity }, new LifeEvent(LifeEventKind.Calving, calved * 3_600_000)));
    }

    private static List<Finding> Watch(OrdinaryUdder udder, params LifeEvent[] events)
    {
        var model = new CowModel(Facts);
        foreach (var happened in events)
        {
            model.Observe(happened);
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
