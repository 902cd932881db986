using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>Plans udder infections of a lactation. At most one clinical case at a time, and one infection per quarter at a time.</summary>
internal static class MastitisPlanner
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;
    private const int Window = 15;

    public static void Add(
        MastitisParameters parameters, IndexedRandom noise, long start, long dry, List<CowEpisode> episodes, EventRecorder recorder)
    {
        var accepted = new List<MastitisEpisode>();
        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(10, day));
            var chance = parameters.CasesPerYear * Window / 365 * (day < 30 ? parameters.EarlyFactor : 1);
            if (draws.Chance(chance))
            {
                TryAdd(Clinical(parameters, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs)), dry, accepted);
            }
        }

        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(11, day));
            if (draws.Chance(parameters.SubclinicalPerYear * Window / 365))
            {
                TryAdd(Subclinical(parameters, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs)), dry, accepted);
            }
        }

        episodes.AddRange(accepted);
        foreach (var episode in accepted.Where(episode => episode.RecognisedAt is not null))
        {
            var draws = new RandomSequence(noise.Derive(12, (int)((episode.Start - start) / HourMs)));
            if (draws.Chance(parameters.Treated))
            {
                RecordTreatment(episode, draws, recorder);
            }
        }
    }

    private static void RecordTreatment(MastitisEpisode episode, RandomSequence draws, EventRecorder recorder)
    {
        var seen = episode.RecognisedAt!.Value;
        recorder.Record(AnimalEventKind.Diagnosis, seen, 1 + (3 * draws.Uniform()), recorded => recorded with
        { Diagnosis = "mastitis", Quarter = episode.Quarter });
        recorder.Record(
            AnimalEventKind.Treatment, seen + (long)HourMs, 1 + (3 * draws.Uniform()),
            recorded => recorded with
            {
                Product = "udder injector",
                MilkWithdrawalUntil = recorded.Time + (6 * (long)DayMs),
                MeatWithdrawalUntil = recorded.Time + (10 * (long)DayMs)
            });
    }

    private static MastitisEpisode Clinical(MastitisParameters parameters, RandomSequence draws, long start)
    {
        var degree = draws.Uniform();
        var severity = degree < parameters.Severities[0] ? 0 : degree < parameters.Severities[0] + parameters.Severities[1] ? 1 : 2;
        var quarter = QuarterOf(parameters, draws);
        var rise = parameters.ConductivityRise[severity] * Math.Max(0.3, 1 + (parameters.RiseSpread * draws.Normal()));
        var peak = start + (long)(draws.Sample(parameters.RiseHours) * HourMs);
        var clinical = start + (long)(draws.Sample(parameters.ClinicalHours) * HourMs);
        var healing = Math.Max(peak, clinical) + (long)(draws.Sample(parameters.HeightDays) * DayMs);
        return new MastitisEpisode(start, peak, healing, healing + (long)(draws.Sample(parameters.RecoveryDays) * DayMs), quarter,
            severity, rise, clinical, parameters);
    }

    private static MastitisEpisode Subclinical(MastitisParameters parameters, RandomSequence draws, long start)
    {
        var days = draws.Sample(parameters.SubclinicalDays) * DayMs;
        return new MastitisEpisode(
            start, start + (long)(0.25 * days), start + (long)(0.6 * days), start + (long)days, QuarterOf(parameters, draws), null,
            draws.Sample(parameters.SubclinicalRise), null, parameters);
    }

    private static Quarter QuarterOf(MastitisParameters parameters, RandomSequence draws) =>
        (draws.Chance(parameters.Rear), draws.Chance(0.5)) switch
        {
            (true, true) => Quarter.LR,
            (true, false) => Quarter.RR,
            (false, true) => Quarter.LF,
            _ => Quarter.RF,
        };

    private static void TryAdd(MastitisEpisode episode, long dry, List<MastitisEpisode> accepted)
    {
        var free =
            accepted.TrueForAll(other => other.End <= episode.Start || other.Start >= episode.End
            || (other.Quarter != episode.Quarter && (other.Severity is null || episode.Severity is null)));
        if (episode.End < dry && free)
        {
            accepted.Add(episode);
        }
    }
}
