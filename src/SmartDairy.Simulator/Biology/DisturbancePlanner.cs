using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology;

/// <summary>Plans the group changes, hoof trimmings and spells of unrest of a lactation.</summary>
internal static class DisturbancePlanner
{
    public const string Fresh = "fresh";
    public const string High = "high";
    public const string Low = "low";
    public const string Dry = "dry";
    public const string Heifers = "heifers";
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;
    private const int Window = 30;

    public static void Add(
        HerdParameters parameters, IndexedRandom noise, bool heifer, long start, long dry, long end, List<CowEpisode> episodes,
        EventRecorder recorder)
    {
        var disturbances = parameters.Disturbances;
        var draws = new RandomSequence(noise.Derive(30, 0));
        foreach (var (at, group) in Moves(disturbances, noise, draws, heifer, start, dry, end))
        {
            AddGroupChange(disturbances, draws, at, end, group, episodes, recorder);
        }

        if (!heifer)
        {
            AddHoofTrimming(disturbances, draws, start + (long)((100 + (30 * draws.Normal())) * DayMs), end, episodes, recorder);
            AddHoofTrimming(disturbances, draws, dry - (long)((8 + (4 * draws.Uniform())) * DayMs), end, episodes, recorder);
        }

        for (var day = 0; start + ((day + Window) * DayMs) < end; day += Window)
        {
            var chances = new RandomSequence(noise.Derive(31, day));
            if (chances.Chance(disturbances.UnrestPerMonth))
            {
                var at = start + (long)((day + (Window * chances.Uniform())) * DayMs);
                var over = at + (long)(chances.Sample(disturbances.UnrestHours) * HourMs);
                episodes.Add(
                    new DisturbanceEpisode(TruthKind.Unrest, at, over, over, chances.Sample(disturbances.UnrestActivity), 0, false, false));
            }
        }
    }

    private static List<(long At, string Group)> Moves(
        DisturbanceParameters parameters, IndexedRandom noise, RandomSequence draws, bool heifer, long start, long dry, long end)
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
            var chances = new RandomSequence(noise.Derive(32, day));
            if (chances.Chance(parameters.GroupChangesPerYear * Window / 365))
            {
                moves.Add((start + (long)((day + (Window * chances.Uniform())) * DayMs), group + "-" + (1 + (int)(2 * chances.Uniform()))));
            }
        }

        return moves;
    }

    private static void AddGroupChange(
        DisturbanceParameters parameters, RandomSequence draws, long at, long end, string group, List<CowEpisode> episodes,
        EventRecorder recorder)
    {
        var over = at + (long)(draws.Sample(parameters.GroupChangeDays) * DayMs);
        var isRecorded = draws.Chance(parameters.GroupChangesTold);
        var (activity, loss, delay) =
            (draws.Sample(parameters.GroupChangeActivity), draws.Sample(parameters.GroupChangeRuminationLoss), draws.Uniform());
        if (over >= end)
        {
            return;
        }

        episodes.Add(new DisturbanceEpisode(TruthKind.GroupChange, at, over, over, activity, loss, true, isRecorded) { Group = group });
        if (isRecorded)
        {
            recorder.Record(AnimalEventKind.GroupChange, at, 0.2 + (4 * delay), e => e with { Group = group });
        }
    }

    private static void AddHoofTrimming(
        DisturbanceParameters parameters, RandomSequence draws, long at, long end, List<CowEpisode> episodes, EventRecorder recorder)
    {
        var isRecorded = draws.Chance(parameters.TrimmingsTold);
        var trimming = new DisturbanceEpisode(
            TruthKind.HoofTrimming, at, at + (long)(4 * HourMs), at + (long)DayMs, draws.Sample(parameters.TrimmingActivity),
            draws.Sample(parameters.TrimmingRuminationLoss), false, isRecorded);
        var delay = draws.Uniform();
        if (trimming.End >= end)
        {
            return;
        }

        episodes.Add(trimming);
        if (isRecorded)
        {
            recorder.Record(AnimalEventKind.HoofTrimming, at, 0.5 + (6 * delay));
        }
    }
}
