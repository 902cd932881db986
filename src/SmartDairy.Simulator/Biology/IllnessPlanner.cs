using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology;

/// <summary>Plans metabolic illness of the first weeks, and lameness. A cow has at most one metabolic illness per lactation.</summary>
internal static class IllnessPlanner
{
    private const double DayMs = 86_400_000;
    private const int Window = 60;

    public static void Add(
        HerdParameters parameters, IndexedRandom noise, int parity, long start, long dry, List<CowEpisode> episodes, EventRecorder recorder)
    {
        var cases =
            new[] { (TruthKind.DisplacedAbomasum, parameters.DisplacedAbomasum), (TruthKind.Ketosis, parameters.Ketosis),
                (TruthKind.Metritis, parameters.Metritis) };
        foreach (var (kind, illness) in cases)
        {
            var draws = new RandomSequence(noise.Derive(20, (int)kind));
            // First lactations have about half the incidence of later ones; the factors keep the mean of the herd.
            var chance = illness.Incidence * (parity == 1 ? 0.6 : 1.25);
            if (draws.Chance(chance) && CreateIllness(kind, illness, draws, start, recorder) is { } sick && sick.End < dry)
            {
                episodes.Add(sick);
                break;
            }
        }

        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(21, day));
            if (draws.Chance(parameters.Lameness.CasesPerYear * Window / 365))
            {
                AddLameness(
                    parameters.Lameness, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs), dry, episodes, recorder);
            }
        }
    }

    private static IllnessEpisode? CreateIllness(
        TruthKind kind, IllnessParameters illness, RandomSequence draws, long start, EventRecorder recorder)
    {
        var recognised = start + (long)(draws.Sample(illness.Day) * DayMs);
        // No earlier than six hours after calving.
        var begin = Math.Max(start + (long)(0.25 * DayMs), recognised - (long)(draws.Sample(illness.Lead) * DayMs));
        if (begin >= recognised)
        {
            return null;
        }

        var end = recognised + (long)(draws.Sample(illness.RecoveryDays) * DayMs);
        var sick = new IllnessEpisode(
            kind, begin, recognised, end, draws.Sample(illness.RuminationLoss), draws.Sample(illness.EatingLoss),
            draws.Sample(illness.ActivityLoss), draws.Sample(illness.MilkLoss),
            draws.Sample(illness.Fever));
        var diagnosis = kind == TruthKind.DisplacedAbomasum ? "displaced abomasum" : kind.ToString().ToLowerInvariant();
        recorder.Record(
            AnimalEventKind.Diagnosis, recognised, 1 + (4 * draws.Uniform()), recorded => recorded with { Diagnosis = diagnosis });
        return sick;
    }

    private static void AddLameness(
        LamenessParameters parameters, RandomSequence draws, long start, long dry, List<CowEpisode> episodes, EventRecorder recorder)
    {
        var peak = start + (long)(draws.Sample(parameters.OnsetDays) * DayMs);
        var treated = start + (long)(draws.Sample(parameters.RecognisedDays) * DayMs);
        var end = treated + (long)(draws.Sample(parameters.RecoveryDays) * DayMs);
        var lame =
            new LamenessEpisode(start, peak, treated, end, draws.Sample(parameters.ActivityLoss), draws.Sample(parameters.EatingLoss),
                draws.Sample(parameters.MilkLoss));
        if (end >= dry || episodes.Exists(other => other is LamenessEpisode && other.End > start && other.Start < end))
        {
            return;
        }

        episodes.Add(lame);
        recorder.Record(
            AnimalEventKind.Diagnosis, treated, 1 + (4 * draws.Uniform()), recorded => recorded with { Diagnosis = "lameness" });
    }
}
