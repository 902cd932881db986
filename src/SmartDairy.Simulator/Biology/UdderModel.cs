using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>What a cow gives when she is milked, and what the meter of a stall makes of it. Safe for concurrent use.</summary>
internal sealed class UdderModel(HerdParameters numbers, HerdEnvironment surroundings, IndexedRandom stalls)
{
    private const double KilogramsPerLitre = 1.03;
    private const double DayMs = 86_400_000;

    /// <summary>Of what stays in the udder, the share that comes at the next milking; the rest is not made.</summary>
    private const double ComesLater = 0.8;

    /// <param name="at">When the cups go on.</param>
    /// <param name="number">Counts the milkings of the herd, without a gap: two a day.</param>
    /// <param name="intervalShare">The part of a day since the last milking: milk is made about evenly.</param>
    /// <param name="stall">Index of the meter.</param>
    public MilkYield Milk(SimulatedCow cow, long at, long number, double intervalShare, int stall)
    {
        var stage = cow.LactationAt(at);
        var draw = cow.RandomSource.Derive(71, 0);
        var made = MilkSecreted(cow, stage, at, intervalShare, out var fever);
        var (share, kicked) = Share(draw, number);
        var left = (1 - Share(draw, number - 1).Share) * ComesLater;
        var noise = numbers.Noise * numbers.Milk.MilkingNoise;
        // What is milked out better now is missing the next time.
        var whole = made * (1 + left) * (1 + (noise * (draw.Normal(number * 8) - (0.5 * draw.Normal((number - 1) * 8))))) * share;
        whole *= (1 + (numbers.Meters.VolumeOffset * stalls.Normal(stall * 2))) * (1 + (numbers.Noise * numbers.Meters.VolumeNoise * draw.Normal((number * 8) + 1)));
        whole = Math.Max(0.4, whole / KilogramsPerLitre);

        var quarters = Quarters(cow, stage, at, number, whole, stall);
        double litres = 0, conducted = 0;
        var blood = false;
        foreach (var quarter in quarters)
        {
            litres += quarter.Litres;
            conducted += quarter.Litres * quarter.Conductivity;
            blood |= quarter.Blood;
        }

        var flow = Math.Round(Math.Max(0.8, 1.4 + (0.075 * litres) + (0.25 * draw.Normal((number * 8) + 2))), 1);
        return new MilkYield(
            Math.Round(Math.Max(0.1, litres), 1), flow, Math.Round(flow * (1.4 + (0.12 * draw.Uniform((number * 32) + 12))), 1),
            Math.Round(numbers.Milk.Temperature + (0.8 * fever) + (numbers.Noise * numbers.Milk.TemperatureNoise * draw.Normal((number * 8) + 4)), 1),
            Math.Round(litres > 0 ? conducted / litres : quarters[0].Conductivity, 2), blood, share < 1, kicked, quarters);
    }

    /// <summary>Kilograms of milk made since the last milking.</summary>
    private double MilkSecreted(SimulatedCow cow, LactationPeriod stage, long at, double intervalShare, out double fever)
    {
        var milk = numbers.Milk;
        var shape = cow.RandomSource.Derive(72, stage.Index);
        var usual = LactationCurve.DailyYield(
            milk, stage.Parity, (at - stage.Start) / DayMs, 1 + (milk.ShapeSpread * shape.Normal(0)), 1 + (milk.ShapeSpread * shape.Normal(1)));
        var day = (long)Math.Floor(at / DayMs);
        var today = 1 + (numbers.Noise * milk.DayNoise * cow.RandomSource.Derive(73, 0).Normal(day));
        var (now, before) = (surroundings.DayAt(cow.Barn, at), surroundings.DayAt(cow.Barn, at - (long)DayMs));
        var hour = (int)(((at / 3_600_000 % 24) + 24) % 24);
        var load = Math.Max(0, ((now.MeanThi[hour] + before.MeanThi[hour]) / 2) - numbers.HeatStress.Threshold) * cow.HeatStressFactor;
        var signs = new EpisodeEffects();
        cow.Act(at, ref signs);
        fever = signs.TemperatureShift;
        return usual * cow.MilkFactor * today * now.MilkFactor * Math.Max(0.3, 1 - (numbers.HeatStress.MilkLoss * load)) * signs.MilkFactor * intervalShare;
    }

    private (double Share, bool Kicked) Share(IndexedRandom draw, long number)
    {
        var chances = draw.Derive(1, 0);
        var kicked = chances.Uniform(number * 4) < numbers.Milk.KickOff;
        var incomplete = chances.Uniform((number * 4) + 1) < numbers.Milk.Incomplete || (kicked && chances.Uniform((number * 4) + 2) < 0.5);
        return (incomplete ? numbers.Milk.IncompleteShare.FromStandardNormal(draw.Derive(2, 0).Normal(number)) : 1, kicked);
    }

    private QuarterYield[] Quarters(SimulatedCow cow, LactationPeriod stage, long at, long number, double litres, int stall)
    {
        var ec = numbers.Conductivity;
        var daysInMilk = (at - stage.Start) / DayMs;
        var usual = ec.HerdMean + cow.ConductivityOffset + (ec.Wander * cow.RandomSource.Derive(74, 0).Smooth(at / DayMs, 18))
            + (ec.LateRise * Math.Min(1.2, daysInMilk / 300)) + (ec.ColostrumRise * Math.Exp(-daysInMilk / 2.5));
        var draw = cow.RandomSource.Derive(75, 0);
        var common = (1 + (numbers.Noise * ec.MilkingNoise * draw.Normal(number * 8))) * (1 + (numbers.Meters.ConductivityOffset * stalls.Normal((stall * 2) + 1)));
        var front = numbers.Milk.FrontShare.FromStandardNormal(cow.RandomSource.Normal(20));
        var quarters = new QuarterYield[4];
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var own = cow.RandomSource.Derive(76, quarter);
            var part = (quarter < 2 ? front : 1 - front) / 2 * (1 + (0.04 * cow.RandomSource.Normal(21 + (quarter / 2)) * (quarter % 2 == 0 ? 1 : -1)));
            var level = usual + (ec.QuarterSpread * own.Normal(0)) + (ec.QuarterWander * own.Derive(1, 0).Smooth(at / DayMs, 12));
            var (conductivity, kept, blood) = Infected(stage, (Quarter)quarter, at);
            level *= conductivity * common * (1 + (numbers.Noise * ec.QuarterNoise * draw.Normal((number * 8) + 1 + quarter)));
            var bleeds = draw.Uniform((number * 32) + 24 + quarter) < blood + (numbers.Mastitis.FalseBlood / 4);
            quarters[quarter] = new QuarterYield(Math.Round(litres * part * kept, 2), Math.Round(Math.Clamp(level, 0.5, 19), 2), bleeds);
        }

        return quarters;
    }

    private static (double Conductivity, double Kept, double Blood) Infected(LactationPeriod stage, Quarter quarter, long at)
    {
        var (conductivity, kept, blood) = (1.0, 1.0, 0.0);
        foreach (var episode in stage.Episodes)
        {
            if (episode.Start > at)
            {
                break;
            }

            if (episode is MastitisEpisode mastitis && mastitis.Quarter == quarter && at < mastitis.End)
            {
                conductivity *= mastitis.ConductivityFactor(at);
                kept *= mastitis.QuarterMilkFactor(at);
                blood += mastitis.BloodChance(at);
            }
        }

        return (conductivity, kept, blood);
    }
}
