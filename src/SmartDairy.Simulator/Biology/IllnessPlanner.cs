using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology;

/// <summary>Metabolic illness of the first weeks, and lameness. A cow has at most one metabolic illness a lactation.</summary>
internal static class IllnessPlanner
{
    private const double DayMs = 86_400_000;
    private const int Window = 60;

    public static void Add(HerdParameters numbers, IndexedRandom noise, int parity, long start, long dry, List<CowEpisode> episodes, EventRecorder telling)
    {
        var cases = new[] { (TruthKind.DisplacedAbomasum, numbers.DisplacedAbomasum), (TruthKind.Ketosis, numbers.Ketosis), (TruthKind.Metritis, numbers.Metritis) };
        foreach (var (kind, illness) in cases)
        {
            var draws = new RandomSequence(noise.Derive(20, (int)kind));
            // A first lactation has half the cases, so that the others have more and the mean is as told.
            var chance = illness.Incidence * (parity == 1 ? 0.6 : 1.25);
            if (draws.Chance(chance) && CreateIllness(kind, illness, draws, start, telling) is { } sick && sick.End < dry)
            {
                episodes.Add(sick);
                break;
            }
        }

        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new RandomSequence(noise.Derive(21, day));
            if (draws.Chance(numbers.Lameness.CasesPerYear * Window / 365))
            {
                AddLameness(numbers.Lameness, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs), dry, episodes, telling);
            }
        }
    }

    private static IllnessEpisode? CreateIllness(TruthKind kind, IllnessParameters illness, RandomSequence draws, long start, EventRecorder telling)
    {
        var recognised = start + (long)(draws.Sample(illness.Day) * DayMs);
        // No sooner than a few hours after calving.
        var begin = Math.Max(start + (long)(0.25 * DayMs), recognised - (long)(draws.Sample(illness.Lead) * DayMs));
        if (begin >= recognised)
        {
            return null;
        }

        var end = recognised + (long)(draws.Sample(illness.RecoveryDays) * DayMs);
        var sick = new IllnessEpisode(
            kind, begin, recognised, end, draws.Sample(illness.RuminationLoss), draws.Sample(illness.EatingLoss), draws.Sample(illness.ActivityLoss), draws.Sample(illness.MilkLoss),
            draws.Sample(illness.Fever));
        var word = kind == TruthKind.DisplacedAbomasum ? "displaced abomasum" : kind.ToString().ToLowerInvariant();
        telling.Record(AnimalEventKind.Diagnosis, recognised, 1 + (4 * draws.Uniform()), told => told with { Diagnosis = word });
        return sick;
    }

    private static void AddLameness(LamenessParameters numbers, RandomSequence draws, long start, long dry, List<CowEpisode> episodes, EventRecorder telling)
    {
        var height = start + (long)(draws.Sample(numbers.OnsetDays) * DayMs);
        var treated = start + (long)(draws.Sample(numbers.RecognisedDays) * DayMs);
        var end = treated + (long)(draws.Sample(numbers.RecoveryDays) * DayMs);
        var lame = new LamenessEpisode(start, height, treated, end, draws.Sample(numbers.ActivityLoss), draws.Sample(numbers.EatingLoss), draws.Sample(numbers.MilkLoss));
        if (end >= dry || episodes.Exists(other => other is LamenessEpisode && other.End > start && other.Start < end))
        {
            return;
        }

        episodes.Add(lame);
        telling.Record(AnimalEventKind.Diagnosis, treated, 1 + (4 * draws.Uniform()), told => told with { Diagnosis = "lameness" });
    }
}
