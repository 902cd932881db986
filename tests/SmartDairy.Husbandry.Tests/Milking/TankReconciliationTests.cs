using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Milking.Tanks;
using Xunit;

namespace SmartDairy.Husbandry.Tests.Milking;

public sealed class TankReconciliationTests
{
    private static readonly TankCollection Lorry =
        new()
        {
            Id = "C-2",
            FarmId = 1,
            TankId = "TANK",
            Time = 1_000,
            Litres = 990,
            WithheldLitres = 20,
            RecordedAt = 1_000,
            RecordedBy = "key"
        };

    [Theory]
    [InlineData(1_010, 0, 0.0, TankVerdict.Within)]
    [InlineData(1_014.9, 0, 0.495, TankVerdict.Within)]
    [InlineData(1_005.1, 0, -0.495, TankVerdict.Within)]
    [InlineData(1_020, 0, 1.01, TankVerdict.MeteredMore)]
    [InlineData(1_000, 0, -1.01, TankVerdict.MeteredLess)]
    [InlineData(1_000, 1, -1.01, TankVerdict.Undecided)]
    [InlineData(1_010, 1, 0.0, TankVerdict.Undecided)]
    [InlineData(1_020, 1, 1.01, TankVerdict.MeteredMore)]
    public void What_the_meters_counted_less_what_was_withheld_is_what_the_lorry_takes(
        double metered, int unmeasured, double percent, TankVerdict expected)
    {
        MilkingSession[] milkings =
        [
            Milking(0, metered - 100), Milking(999, 100), .. Enumerable.Repeat(Milking(5, null), unmeasured),
            Milking(-1, 50), Milking(1_000, 50), Milking(10, 50) with { State = MilkingState.Retracted },
        ];
        var result = TankReconciliation.Create(Lorry, 0, milkings, 0.5);
        Assert.Equal((metered, 2 + unmeasured, unmeasured, expected),
            (Math.Round(result.MeteredLitres, 6), result.Milkings, result.MilkingsWithoutVolume, result.Verdict));
        Assert.Equal(percent, result.DifferencePercent!.Value, 0.005);
        Assert.Equal(metered - 1_010, result.DifferenceLitres, 1e-6);
    }

    [Fact]
    public void A_meter_that_counts_three_percent_too_much_shows_among_its_neighbours()
    {
        var random = new Random(5);
        var milkings = Enumerable.Range(0, 12 * 400).Select(i =>
        {
            var stall = 1 + (i % 12);
            var noise = 0.12 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
            return Milking(i, 14 * Math.Exp(noise) * (stall == 5 ? 1.03 : 1)) with { ParlorId = 1, StallId = stall, ExpectedLitres = 14 };
        }).ToList();
        milkings.AddRange(Enumerable.Range(0, 29).Select(i => Milking(i, 14) with { ParlorId = 1, StallId = 13, ExpectedLitres = 14 }));
        milkings.AddRange(Enumerable.Range(0, 400).Select(i => Milking(i, 2) with { ParlorId = 1, StallId = 6, ExpectedLitres = 14 }));
        var stalls = MeterBias.Estimate(milkings);
        Assert.Equal(Enumerable.Range(1, 12), stalls.Select(stall => stall.StallId));
        Assert.All(stalls, stall => Assert.Equal(400, stall.Milkings));
        var off = stalls.Where(stall => Math.Abs(stall.Percent) > stall.HalfWidth95 + 0.5).ToList();
        Assert.Equal(5, Assert.Single(off).StallId);
        Assert.Equal(3, off[0].Percent, off[0].HalfWidth95);
    }

    [Fact]
    public void One_stall_alone_has_nothing_to_be_compared_with()
        => Assert.Empty(
            MeterBias.Estimate(
                Enumerable.Range(0, 100).Select(i => Milking(i, 14) with { ParlorId = 1, StallId = 1, ExpectedLitres = 14 })));

    private static MilkingSession Milking(long at, double? litres)
        => new()
        { Id = $"m{at}", FarmId = 1, DeviceId = "METER-1", StartedAt = at, State = MilkingState.Complete, FarmDay = 100, Litres = litres };
}
