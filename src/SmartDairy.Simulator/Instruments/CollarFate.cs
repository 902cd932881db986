using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>What befalls the collars of a herd.</summary>
internal sealed class CollarFate(CollarParameters numbers, Noise noise, int barns, int cows)
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    /// <summary>The longest a mishap may last, as the parameters allow it.</summary>
    private const long Reach = (long)(120 * DayMs);

    /// <summary>The cow whose collar this one may be taken for: of the same barn; null when there is none.</summary>
    public int? Partner(int index)
    {
        var partner = index / barns % 2 == 0 ? index + barns : index - barns;
        return partner < cows ? partner : null;
    }

    /// <summary>What touches a span, by start.</summary>
    public List<Mishap> Of(int index, long from, long to)
    {
        var mishaps = new List<Mishap>();
        var own = noise.Of(1, index);
        Add(mishaps, own.Of(1, 0), numbers.GapsPerYear, from, to, (start, draws) =>
            new Mishap(null, start, start + (long)(draws.Of(numbers.GapHours) * HourMs), 0, 0));
        Add(mishaps, own.Of(2, 0), numbers.LoosePerYear, from, to, (start, draws) =>
            new Mishap(
                TruthKind.CollarLoose, start, start + (long)(draws.Of(numbers.LooseDays) * DayMs), draws.Of(numbers.LooseActivity) * (draws.Happens(0.5) ? 1 : -1),
                draws.Of(numbers.LooseRuminationLoss)));
        Add(mishaps, own.Of(3, 0), numbers.LostPerYear, from, to, (start, draws) =>
            new Mishap(TruthKind.CollarLost, start, start + (long)(draws.Of(numbers.LostDays) * DayMs), 0, 0));
        if (Partner(index) is { } partner)
        {
            Add(mishaps, noise.Of(2, Math.Min(index, partner)), numbers.SwapsPerYear, from, to, (start, draws) =>
                new Mishap(TruthKind.CollarSwapped, start, start + (long)(draws.Of(numbers.SwapDays) * DayMs), 0, 0));
        }

        mishaps.Sort((one, two) => one.Start.CompareTo(two.Start));
        return mishaps;
    }

    private static void Add(List<Mishap> mishaps, Noise noise, double perYear, long from, long to, Func<long, Draws, Mishap> make)
    {
        foreach (var (start, draws) in Happenings.Of(noise, perYear, from - Reach, to))
        {
            var mishap = make(start, draws);
            if (mishap.End > from)
            {
                mishaps.Add(mishap);
            }
        }
    }
}
