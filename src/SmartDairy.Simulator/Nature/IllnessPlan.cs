using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Nature.Episodes;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature;

/// <summary>Metabolic illness of the first weeks, and lameness. A cow has at most one metabolic illness a lactation.</summary>
internal static class IllnessPlan
{
    private const double DayMs = 86_400_000;
    private const int Window = 60;

    public static void Add(HerdParameters numbers, Noise noise, int parity, long start, long dry, List<Episode> episodes, Telling telling)
    {
        var cases = new[] { (TruthKind.DisplacedAbomasum, numbers.DisplacedAbomasum), (TruthKind.Ketosis, numbers.Ketosis), (TruthKind.Metritis, numbers.Metritis) };
        foreach (var (kind, illness) in cases)
        {
            var draws = new Draws(noise.Of(20, (int)kind));
            // A first lactation has half the cases, so that the others have more and the mean is as told.
            var chance = illness.Incidence * (parity == 1 ? 0.6 : 1.25);
            if (draws.Happens(chance) && Sick(kind, illness, draws, start, telling) is { } sick && sick.End < dry)
            {
                episodes.Add(sick);
                break;
            }
        }

        for (var day = 0; start + ((day + Window) * DayMs) < dry; day += Window)
        {
            var draws = new Draws(noise.Of(21, day));
            if (draws.Happens(numbers.Lameness.CasesPerYear * Window / 365))
            {
                Limp(numbers.Lameness, draws, start + (long)((day + (Window * draws.Uniform())) * DayMs), dry, episodes, telling);
            }
        }
    }

    private static Illness? Sick(TruthKind kind, IllnessParameters illness, Draws draws, long start, Telling telling)
    {
        var recognised = start + (long)(draws.Of(illness.Day) * DayMs);
        // No sooner than a few hours after calving.
        var begin = Math.Max(start + (long)(0.25 * DayMs), recognised - (long)(draws.Of(illness.Lead) * DayMs));
        if (begin >= recognised)
        {
            return null;
        }

        var end = recognised + (long)(draws.Of(illness.RecoveryDays) * DayMs);
        var sick = new Illness(
            kind, begin, recognised, end, draws.Of(illness.RuminationLoss), draws.Of(illness.EatingLoss), draws.Of(illness.ActivityLoss), draws.Of(illness.MilkLoss),
            draws.Of(illness.Fever));
        var word = kind == TruthKind.DisplacedAbomasum ? "displaced abomasum" : kind.ToString().ToLowerInvariant();
        telling.Tell(AnimalEventKind.Diagnosis, recognised, 1 + (4 * draws.Uniform()), told => told with { Diagnosis = word });
        return sick;
    }

    private static void Limp(LamenessParameters numbers, Draws draws, long start, long dry, List<Episode> episodes, Telling telling)
    {
        var height = start + (long)(draws.Of(numbers.OnsetDays) * DayMs);
        var treated = start + (long)(draws.Of(numbers.RecognisedDays) * DayMs);
        var end = treated + (long)(draws.Of(numbers.RecoveryDays) * DayMs);
        var lame = new Lameness(start, height, treated, end, draws.Of(numbers.ActivityLoss), draws.Of(numbers.EatingLoss), draws.Of(numbers.MilkLoss));
        if (end >= dry || episodes.Exists(other => other is Lameness && other.End > start && other.Start < end))
        {
            return;
        }

        episodes.Add(lame);
        telling.Tell(AnimalEventKind.Diagnosis, treated, 1 + (4 * draws.Uniform()), told => told with { Diagnosis = "lameness" });
    }
}
