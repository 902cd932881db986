using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>One simulated cow: its traits and its lactations, each planned on first use. Safe for concurrent use.</summary>
public sealed class SimulatedCow
{
    private const double DayMs = 86_400_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, LactationPeriod> _lactations = [];
    private volatile LactationPeriod _last;

    internal SimulatedCow(
        IndexedRandom noise, HerdParameters parameters, int farmId, int index, int barn, string id, string tag, long start)
    {
        (RandomSource, Parameters, FarmId, Index, Barn, Id, TagEpc) = (noise, parameters, farmId, index, barn, id, tag);
        ParityAtStart = FirstParityOf(parameters.Cows.Parities, noise);
        MilkFactor = parameters.Milk.CowFactor.FromStandardNormal(noise.Normal(7));
        ConductivityOffset = parameters.Conductivity.CowSpread * noise.Normal(8);
        RuminationMinutes = parameters.Cows.Rumination.FromStandardNormal(noise.Normal(9));
        EatingMinutes = parameters.Cows.Eating.FromStandardNormal(noise.Normal(10));
        LogMeanActivity = Math.Log(parameters.Cows.Activity) + (parameters.Cows.ActivitySpread * noise.Normal(11));
        Temperature = parameters.Cows.Temperature.FromStandardNormal(noise.Normal(12));
        HeatStressFactor = parameters.HeatStress.CowFactor.FromStandardNormal(noise.Normal(13));
        // The herd starts at a random point of the cow's lactation.
        var into = noise.Uniform(2) * LactationPlanner.LengthDays(this, 0);
        _last = LactationPlanner.Plan(this, 0, (start - (long)(into * DayMs)) / 1000 * 1000);
        _lactations[0] = _last;
    }

    internal int Index { get; }

    internal int FarmId { get; }

    public string Id { get; }

    public int Barn { get; }

    /// <summary>Electronic product code of the ear tag, 24 hexadecimal digits.</summary>
    public string TagEpc { get; }

    /// <summary>Yield relative to the average cow.</summary>
    public double MilkFactor { get; }

    /// <summary>Minutes of rumination on an ordinary day.</summary>
    public double RuminationMinutes { get; }

    /// <summary>Minutes of eating on an ordinary day.</summary>
    public double EatingMinutes { get; }

    internal IndexedRandom RandomSource { get; }

    internal HerdParameters Parameters { get; }

    /// <summary>Parity at the herd's start.</summary>
    internal int ParityAtStart { get; }

    /// <summary>Conductivity of the cow's healthy milk minus the herd's, mS/cm.</summary>
    internal double ConductivityOffset { get; }

    /// <summary>Natural logarithm of the mean activity count an hour on an ordinary day.</summary>
    internal double LogMeanActivity { get; }

    /// <summary>Mean body temperature of a day, °C.</summary>
    internal double Temperature { get; }

    /// <summary>Sensitivity to heat stress relative to the average cow.</summary>
    internal double HeatStressFactor { get; }

    /// <summary>Calvings up to a time.</summary>
    public int Parity(long at) => LactationAt(at).Parity;

    /// <summary>Last calving before a time, or a heifer's birth; Unix milliseconds.</summary>
    public long CalvedAt(long at) => LactationAt(at).Start;

    /// <summary>Whether the cow gives no milk: dry, or a heifer.</summary>
    public bool IsDry(long at) => LactationAt(at).IsDry(at);

    internal LactationPeriod LactationAt(long at)
    {
        var last = _last;
        if (last.Contains(at))
        {
            return last;
        }

        lock (_lock)
        {
            var lactation = last;
            while (at < lactation.Start)
            {
                lactation = Before(lactation);
            }

            while (at >= lactation.End)
            {
                lactation = After(lactation);
            }

            _last = lactation;
            return lactation;
        }
    }

    /// <summary>Adds the effects of all episodes at a time.</summary>
    internal void Act(long at, ref EpisodeEffects effects)
    {
        foreach (var episode in LactationAt(at).Episodes)
        {
            if (episode.Start > at)
            {
                break;
            }

            if (at < episode.End)
            {
                episode.Act(at, ref effects);
            }
        }
    }

    /// <summary>Fills the list with the episodes that overlap a span.</summary>
    internal void CollectEpisodes(long from, long to, List<CowEpisode> episodes)
    {
        episodes.Clear();
        for (var lactation = LactationAt(from); ; lactation = LactationAt(lactation.End))
        {
            foreach (var episode in lactation.Episodes)
            {
                if (episode.Start < to && episode.End > from)
                {
                    episodes.Add(episode);
                }
            }

            if (lactation.End >= to)
            {
                return;
            }
        }
    }

    private static int FirstParityOf(double[] shares, IndexedRandom noise)
    {
        var draw = noise.Uniform(3);
        return draw < shares[0]
            ? 1
            : draw < shares[0] + shares[1] ? 2 : draw < shares[0] + shares[1] + shares[2] ? 3 + noise.Below(4, 3) : 0;
    }

    private LactationPeriod Before(LactationPeriod lactation)
    {
        var index = lactation.Index - 1;
        if (!_lactations.TryGetValue(index, out var before))
        {
            // Whole seconds, as all times of a lactation: planning forwards and backwards gives the same times.
            before =
                LactationPlanner.Plan(
                    this, index, (lactation.Start - (long)(LactationPlanner.LengthDays(this, index) * DayMs)) / 1000 * 1000);
            before = before with { End = lactation.Start };
            _lactations[index] = before;
        }

        return before;
    }

    private LactationPeriod After(LactationPeriod lactation)
    {
        var index = lactation.Index + 1;
        if (!_lactations.TryGetValue(index, out var after))
        {
            after = LactationPlanner.Plan(this, index, lactation.End);
            _lactations[index] = after;
        }

        return after;
    }
}
