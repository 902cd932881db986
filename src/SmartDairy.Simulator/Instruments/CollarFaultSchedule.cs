using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>Schedules the faults of a herd's collars.</summary>
internal sealed class CollarFaultSchedule(CollarParameters parameters, IndexedRandom noise, int barns, int cows)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>Longest fault that the parameters allow.</summary>
    private const long MaxDurationMs = (long)(120 * DayMs);

    /// <summary>Index of the cow in the same barn whose collar may be swapped with this one; null when there is none.</summary>
    public int? SwapPartner(int index)
    {
        var partner = index / barns % 2 == 0 ? index + barns : index - barns;
        return partner < cows ? partner : null;
    }

    /// <summary>Faults that overlap a span, by start.</summary>
    public List<CollarFaultEpisode> Between(int index, long from, long to)
    {
        var faults = new List<CollarFaultEpisode>();
        var own = noise.Derive(1, index);
        Add(faults, own.Derive(1, 0), parameters.GapsPerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(null, start, start + (long)(draws.Sample(parameters.GapHours) * HourMs), 0, 0));
        Add(faults, own.Derive(2, 0), parameters.LoosePerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(
                TruthKind.CollarLoose, start, start + (long)(draws.Sample(parameters.LooseDays) * DayMs),
                draws.Sample(parameters.LooseActivity) * (draws.Chance(0.5) ? 1 : -1),
                draws.Sample(parameters.LooseRuminationLoss)));
        Add(faults, own.Derive(3, 0), parameters.LostPerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(TruthKind.CollarLost, start, start + (long)(draws.Sample(parameters.LostDays) * DayMs), 0, 0));
        if (SwapPartner(index) is { } partner)
        {
            Add(faults, noise.Derive(2, Math.Min(index, partner)), parameters.SwapsPerYear, from, to, (start, draws) =>
                new CollarFaultEpisode(TruthKind.CollarSwapped, start, start + (long)(draws.Sample(parameters.SwapDays) * DayMs), 0, 0));
        }

        faults.Sort((first, second) => first.Start.CompareTo(second.Start));
        return faults;
    }

    private static void Add(
        List<CollarFaultEpisode> faults, IndexedRandom noise, double perYear, long from, long to,
        Func<long, RandomSequence, CollarFaultEpisode> make)
    {
        foreach (var (start, draws) in RandomOccurrences.Between(noise, perYear, from - MaxDurationMs, to))
        {
            var fault = make(start, draws);
            if (fault.End > from)
            {
                faults.Add(fault);
            }
        }
    }
}
