using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Simulates a cow's milk at a milking and its measurement by the stall's meter. Safe for concurrent use.</summary>
internal sealed class UdderModel(HerdParameters parameters, HerdEnvironment environment, IndexedRandom stalls)
{
    private const double KilogramsPerLitre = 1.03;
    private const double DayMs = 86_400_000;

    /// <summary>Share of the milk left in the udder that comes at the next milking; the rest is lost to lower secretion.</summary>
    private const double RecoveredShare = 0.8;

    /// <param name="at">Time at which the cups are attached, Unix milliseconds.</param>
    /// <param name="number">Consecutive number of the herd's milking, two a day.</param>
    /// <param name="intervalShare">Days since the last milking, below 1; secretion is about constant.</param>
    /// <param name="stall">Index of the meter.</param>
    public MilkYield Milk(SimulatedCow cow, long at, long number, double intervalShare, int stall)
    {
        var lactation = cow.LactationAt(at);
        var draw = cow.RandomSource.Derive(71, 0);
        var secreted = MilkSecreted(cow, lactation, at, intervalShare, out var fever);
        var (share, kicked) = Share(draw, number);
        var residual = (1 - Share(draw, number - 1).Share) * RecoveredShare;
        var noise = parameters.Noise * parameters.Milk.MilkingNoise;
        // Milk obtained by a better milk-out is missing at the next milking.
        var total = secreted * (1 + residual) * (1 + (noise * (draw.Normal(number * 8) - (0.5 * draw.Normal((number - 1) * 8))))) * share;
        total *= (1 + (parameters.Meters.VolumeOffset * stalls.Normal(stall * 2))) * (1
            + (parameters.Noise * parameters.Meters.VolumeNoise * draw.Normal((number * 8) + 1)));
        total = Math.Max(0.4, total / KilogramsPerLitre);

        var quarters = Quarters(cow, lactation, at, number, total, stall);
        double litres = 0, weightedConductivity = 0;
        var blood = false;
        foreach (var quarter in quarters)
        {
            litres += quarter.Litres;
            weightedConductivity += quarter.Litres * quarter.Conductivity;
            blood |= quarter.Blood;
        }

        var flow = Math.Round(Math.Max(0.8, 1.4 + (0.075 * litres) + (0.25 * draw.Normal((number * 8) + 2))), 1);
        return new MilkYield(
            Math.Round(Math.Max(0.1, litres), 1), flow, Math.Round(flow * (1.4 + (0.12 * draw.Uniform((number * 32) + 12))), 1),
            Math.Round(
                parameters.Milk.Temperature + (0.8 * fever)
                + (parameters.Noise * parameters.Milk.TemperatureNoise * draw.Normal((number * 8) + 4)), 1),
            Math.Round(litres > 0 ? weightedConductivity / litres : quarters[0].Conductivity, 2), blood, share < 1, kicked, quarters);
    }

    /// <summary>Kilograms of milk secreted since the last milking.</summary>
    private double MilkSecreted(SimulatedCow cow, LactationPeriod lactation, long at, double intervalShare, out double fever)
    {
        var milk = parameters.Milk;
        var shape = cow.RandomSource.Derive(72, lactation.Index);
        var usual = LactationCurve.DailyYield(
            milk, lactation.Parity, (at - lactation.Start) / DayMs, 1 + (milk.ShapeSpread * shape.Normal(0)),
            1 + (milk.ShapeSpread * shape.Normal(1)));
        var day = (long)Math.Floor(at / DayMs);
        var today = 1 + (parameters.Noise * milk.DayNoise * cow.RandomSource.Derive(73, 0).Normal(day));
        var (now, before) = (environment.DayAt(cow.Barn, at), environment.DayAt(cow.Barn, at - (long)DayMs));
        var hour = (int)(((at / 3_600_000 % 24) + 24) % 24);
        var load = Math.Max(0, ((now.MeanThi[hour] + before.MeanThi[hour]) / 2) - parameters.HeatStress.Threshold) * cow.HeatStressFactor;
        var effects = new EpisodeEffects();
        cow.Act(at, ref effects);
        fever = effects.TemperatureShift;
        return usual * cow.MilkFactor * today * now.MilkFactor * Math.Max(
            0.3, 1 - (parameters.HeatStress.MilkLoss * load)) * effects.MilkFactor * intervalShare;
    }

    private (double Share, bool Kicked) Share(IndexedRandom draw, long number)
    {
        var chances = draw.Derive(1, 0);
        var kicked = chances.Uniform(number * 4) < parameters.Milk.KickOff;
        var incomplete = chances.Uniform((number * 4) + 1) < parameters.Milk.Incomplete
            || (kicked && chances.Uniform((number * 4) + 2) < 0.5);
        return (incomplete ? parameters.Milk.IncompleteShare.FromStandardNormal(draw.Derive(2, 0).Normal(number)) : 1, kicked);
    }

    private QuarterYield[] Quarters(SimulatedCow cow, LactationPeriod lactation, long at, long number, double litres, int stall)
    {
        var ec = parameters.Conductivity;
        var daysInMilk = (at - lactation.Start) / DayMs;
        var usual = ec.HerdMean + cow.ConductivityOffset + (ec.Wander * cow.RandomSource.Derive(74, 0).Smooth(at / DayMs, 18))
            + (ec.LateRise * Math.Min(1.2, daysInMilk / 300)) + (ec.ColostrumRise * Math.Exp(-daysInMilk / 2.5));
        var draw = cow.RandomSource.Derive(75, 0);
        var common =
            (1 + (parameters.Noise * ec.MilkingNoise * draw.Normal(number * 8))) * (1
            + (parameters.Meters.ConductivityOffset * stalls.Normal((stall * 2) + 1)));
        var front = parameters.Milk.FrontShare.FromStandardNormal(cow.RandomSource.Normal(20));
        var quarters = new QuarterYield[4];
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var own = cow.RandomSource.Derive(76, quarter);
            var part =
                (quarter < 2
                    ? front
                    : 1 - front) / 2 * (1 + (0.04 * cow.RandomSource.Normal(21 + (quarter / 2)) * (quarter % 2 == 0 ? 1 : -1)));
            var level = usual + (ec.QuarterSpread * own.Normal(0)) + (ec.QuarterWander * own.Derive(1, 0).Smooth(at / DayMs, 12));
            var (conductivity, kept, blood) = Infected(lactation, (Quarter)quarter, at);
            level *= conductivity * common * (1 + (parameters.Noise * ec.QuarterNoise * draw.Normal((number * 8) + 1 + quarter)));
            var bleeds = draw.Uniform((number * 32) + 24 + quarter) < blood + (parameters.Mastitis.FalseBlood / 4);
            quarters[quarter] = new QuarterYield(Math.Round(litres * part * kept, 2), Math.Round(Math.Clamp(level, 0.5, 19), 2), bleeds);
        }

        return quarters;
    }

    private static (double Conductivity, double Kept, double Blood) Infected(LactationPeriod lactation, Quarter quarter, long at)
    {
        var (conductivity, kept, blood) = (1.0, 1.0, 0.0);
        foreach (var episode in lactation.Episodes)
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
