using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>When and where an udder is infected in a lactation. One clinical case at a time; a quarter rises only once at a time.</summary>
internal static class MastitisPlanner
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;
    private const int Window = 15;

    public static void Add(MastitisParameters numbers, IndexedRandom noise, long start, long dry, List<CowEpisode> episodes, EventRecorder telling)
    {
        var taken = new List<MastitisEpisode>();
        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(10, day));
            var chance = numbers.CasesPerYear * Window / 365 * (day < 30 ? numbers.EarlyFactor : 1);
            if (draws.Chance(chance))
            {
                TryAdd(Clinical(numbers, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs)), dry, taken);
            }
        }

        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(11, day));
            if (draws.Chance(numbers.SubclinicalPerYear * Window / 365))
            {
                TryAdd(Subclinical(numbers, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs)), dry, taken);
            }
        }

        episodes.AddRange(taken);
        foreach (var one in taken.Where(one => one.RecognisedAt is not null))
        {
            var draws = new RandomSequence(noise.Derive(12, (int)((one.Start - start) / HourMs)));
            if (draws.Chance(numbers.Treated))
            {
                RecordTreatment(one, draws, telling);
            }
        }
    }

    private static void RecordTreatment(MastitisEpisode one, RandomSequence draws, EventRecorder telling)
    {
        var seen = one.RecognisedAt!.Value;
        telling.Record(AnimalEventKind.Diagnosis, seen, 1 + (3 * draws.Uniform()), told => told with { Diagnosis = "mastitis", Quarter = one.Quarter });
        telling.Record(
            AnimalEventKind.Treatment, seen + (long)HourMs, 1 + (3 * draws.Uniform()),
            told => told with { Product = "udder injector", MilkWithdrawalUntil = told.Time + (6 * (long)DayMs), MeatWithdrawalUntil = told.Time + (10 * (long)DayMs) });
    }

    private static MastitisEpisode Clinical(MastitisParameters numbers, RandomSequence draws, long start)
    {
        var degree = draws.Uniform();
        var severity = degree < numbers.Severities[0] ? 0 : degree < numbers.Severities[0] + numbers.Severities[1] ? 1 : 2;
        var quarter = QuarterOf(numbers, draws);
        var rise = numbers.ConductivityRise[severity] * Math.Max(0.3, 1 + (numbers.RiseSpread * draws.Normal()));
        var height = start + (long)(draws.Sample(numbers.RiseHours) * HourMs);
        var clinical = start + (long)(draws.Sample(numbers.ClinicalHours) * HourMs);
        var healing = Math.Max(height, clinical) + (long)(draws.Sample(numbers.HeightDays) * DayMs);
        return new MastitisEpisode(start, height, healing, healing + (long)(draws.Sample(numbers.RecoveryDays) * DayMs), quarter, severity, rise, clinical, numbers);
    }

    private static MastitisEpisode Subclinical(MastitisParameters numbers, RandomSequence draws, long start)
    {
        var days = draws.Sample(numbers.SubclinicalDays) * DayMs;
        return new MastitisEpisode(
            start, start + (long)(0.25 * days), start + (long)(0.6 * days), start + (long)days, QuarterOf(numbers, draws), null, draws.Sample(numbers.SubclinicalRise), null, numbers);
    }

    private static Quarter QuarterOf(MastitisParameters numbers, RandomSequence draws) =>
        (draws.Chance(numbers.Rear), draws.Chance(0.5)) switch
        {
            (true, true) => Quarter.LR,
            (true, false) => Quarter.RR,
            (false, true) => Quarter.LF,
            _ => Quarter.RF,
        };

    private static void TryAdd(MastitisEpisode one, long dry, List<MastitisEpisode> taken)
    {
        var free = taken.TrueForAll(other => other.End <= one.Start || other.Start >= one.End || (other.Quarter != one.Quarter && (other.Severity is null || one.Severity is null)));
        if (one.End < dry && free)
        {
            taken.Add(one);
        }
    }
}
