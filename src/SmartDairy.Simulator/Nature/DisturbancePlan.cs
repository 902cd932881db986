using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Nature.Episodes;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature;

/// <summary>Group changes, trimmings and unrest of a lactation.</summary>
internal static class DisturbancePlan
{
    public const string Fresh = "fresh";
    public const string High = "high";
    public const string Low = "low";
    public const string Dry = "dry";
    public const string Heifers = "heifers";
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;
    private const int Window = 30;

    public static void Add(HerdParameters numbers, Noise noise, bool heifer, long start, long dry, long end, List<Episode> episodes, Telling telling)
    {
        var disturbances = numbers.Disturbances;
        var draws = new Draws(noise.Of(30, 0));
        foreach (var (at, group) in Moves(disturbances, noise, draws, heifer, start, dry, end))
        {
            Move(disturbances, draws, at, end, group, episodes, telling);
        }

        if (!heifer)
        {
            Trim(disturbances, draws, start + (long)((100 + (30 * draws.Normal())) * DayMs), end, episodes, telling);
            Trim(disturbances, draws, dry - (long)((8 + (4 * draws.Uniform())) * DayMs), end, episodes, telling);
        }

        for (var day = 0; start + ((day + Window) * DayMs) < end; day += Window)
        {
            var chances = new Draws(noise.Of(31, day));
            if (chances.Happens(disturbances.UnrestPerMonth))
            {
                var at = start + (long)((day + (Window * chances.Uniform())) * DayMs);
                var over = at + (long)(chances.Of(disturbances.UnrestHours) * HourMs);
                episodes.Add(new Disturbance(TruthKind.Unrest, at, over, over, chances.Of(disturbances.UnrestActivity), 0, false, false));
            }
        }
    }

    private static List<(long At, string Group)> Moves(DisturbanceParameters numbers, Noise noise, Draws draws, bool heifer, long start, long dry, long end)
    {
        var close = end - (long)((12 + (3 * draws.Uniform())) * DayMs);
        List<(long, string)> moves = [(close, Fresh)];
        var group = heifer ? Heifers : High;
        if (!heifer)
        {
            moves.Add((start + (long)((21 + (4 * draws.Normal())) * DayMs), High));
            moves.Add((start + (long)((170 + (25 * draws.Normal())) * DayMs), Low));
            moves.Add((dry, Dry));
        }

        for (var day = 30; start + ((day + Window) * DayMs) < Math.Min(dry, close); day += Window)
        {
            var chances = new Draws(noise.Of(32, day));
            if (chances.Happens(numbers.GroupChangesPerYear * Window / 365))
            {
                moves.Add((start + (long)((day + (Window * chances.Uniform())) * DayMs), group + "-" + (1 + (int)(2 * chances.Uniform()))));
            }
        }

        return moves;
    }

    private static void Move(DisturbanceParameters numbers, Draws draws, long at, long end, string group, List<Episode> episodes, Telling telling)
    {
        var over = at + (long)(draws.Of(numbers.GroupChangeDays) * DayMs);
        var told = draws.Happens(numbers.GroupChangesTold);
        var (activity, loss, delay) = (draws.Of(numbers.GroupChangeActivity), draws.Of(numbers.GroupChangeRuminationLoss), draws.Uniform());
        if (over >= end)
        {
            return;
        }

        episodes.Add(new Disturbance(TruthKind.GroupChange, at, over, over, activity, loss, true, told) { Group = group });
        if (told)
        {
            telling.Tell(AnimalEventKind.GroupChange, at, 0.2 + (4 * delay), e => e with { Group = group });
        }
    }

    private static void Trim(DisturbanceParameters numbers, Draws draws, long at, long end, List<Episode> episodes, Telling telling)
    {
        var told = draws.Happens(numbers.TrimmingsTold);
        var trimming = new Disturbance(
            TruthKind.HoofTrimming, at, at + (long)(4 * HourMs), at + (long)DayMs, draws.Of(numbers.TrimmingActivity), draws.Of(numbers.TrimmingRuminationLoss), false, told);
        var delay = draws.Uniform();
        if (trimming.End >= end)
        {
            return;
        }

        episodes.Add(trimming);
        if (told)
        {
            telling.Tell(AnimalEventKind.HoofTrimming, at, 0.5 + (6 * delay));
        }
    }
}
