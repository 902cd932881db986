using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What befalls the collars of a herd.</summary>
internal sealed class CollarFaultSchedule(CollarParameters numbers, IndexedRandom noise, int barns, int cows)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>The longest a mishap may last, as the parameters allow it.</summary>
    private const long MaxDurationMs = (long)(120 * DayMs);

    /// <summary>The cow whose collar this one may be taken for: of the same barn; null when there is none.</summary>
    public int? SwapPartner(int index)
    {
        var partner = index / barns % 2 == 0 ? index + barns : index - barns;
        return partner < cows ? partner : null;
    }

    /// <summary>What touches a span, by start.</summary>
    public List<CollarFaultEpisode> Between(int index, long from, long to)
    {
        var mishaps = new List<CollarFaultEpisode>();
        var own = noise.Derive(1, index);
        Add(mishaps, own.Derive(1, 0), numbers.GapsPerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(null, start, start + (long)(draws.Sample(numbers.GapHours) * HourMs), 0, 0));
        Add(mishaps, own.Derive(2, 0), numbers.LoosePerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(
                TruthKind.CollarLoose, start, start + (long)(draws.Sample(numbers.LooseDays) * DayMs), draws.Sample(numbers.LooseActivity) * (draws.Chance(0.5) ? 1 : -1),
                draws.Sample(numbers.LooseRuminationLoss)));
        Add(mishaps, own.Derive(3, 0), numbers.LostPerYear, from, to, (start, draws) =>
            new CollarFaultEpisode(TruthKind.CollarLost, start, start + (long)(draws.Sample(numbers.LostDays) * DayMs), 0, 0));
        if (SwapPartner(index) is { } partner)
        {
            Add(mishaps, noise.Derive(2, Math.Min(index, partner)), numbers.SwapsPerYear, from, to, (start, draws) =>
                new CollarFaultEpisode(TruthKind.CollarSwapped, start, start + (long)(draws.Sample(numbers.SwapDays) * DayMs), 0, 0));
        }

        mishaps.Sort((one, two) => one.Start.CompareTo(two.Start));
        return mishaps;
    }

    private static void Add(List<CollarFaultEpisode> mishaps, IndexedRandom noise, double perYear, long from, long to, Func<long, RandomSequence, CollarFaultEpisode> make)
    {
        foreach (var (start, draws) in RandomOccurrences.Between(noise, perYear, from - MaxDurationMs, to))
        {
            var mishap = make(start, draws);
            if (mishap.End > from)
            {
                mishaps.Add(mishap);
            }
        }
    }
}
