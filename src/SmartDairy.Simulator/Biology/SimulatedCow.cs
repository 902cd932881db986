using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>One cow: what she is like, and her lactations one after the other, each planned when it is first asked for. Safe for concurrent use.</summary>
public sealed class SimulatedCow
{
    private const double DayMs = 86_400_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, LactationPeriod> _stages = [];
    private volatile LactationPeriod _last;

    internal SimulatedCow(IndexedRandom noise, HerdParameters numbers, int farmId, int index, int barn, string id, string tag, long start)
    {
        (RandomSource, Parameters, FarmId, Index, Barn, Id, TagEpc) = (noise, numbers, farmId, index, barn, id, tag);
        ParityAtStart = FirstParityOf(numbers.Cows.Parities, noise);
        MilkFactor = numbers.Milk.CowFactor.FromStandardNormal(noise.Normal(7));
        ConductivityOffset = numbers.Conductivity.CowSpread * noise.Normal(8);
        RuminationMinutes = numbers.Cows.Rumination.FromStandardNormal(noise.Normal(9));
        EatingMinutes = numbers.Cows.Eating.FromStandardNormal(noise.Normal(10));
        LogMeanActivity = Math.Log(numbers.Cows.Activity) + (numbers.Cows.ActivitySpread * noise.Normal(11));
        Temperature = numbers.Cows.Temperature.FromStandardNormal(noise.Normal(12));
        HeatStressFactor = numbers.HeatStress.CowFactor.FromStandardNormal(noise.Normal(13));
        // Somewhere in a lactation when the herd starts.
        var into = noise.Uniform(2) * LactationPlanner.LengthDays(this, 0);
        _last = LactationPlanner.Plan(this, 0, (start - (long)(into * DayMs)) / 1000 * 1000);
        _stages[0] = _last;
    }

    internal int Index { get; }

    internal int FarmId { get; }

    public string Id { get; }

    public int Barn { get; }

    /// <summary>The electronic product code of her ear tag, 24 hexadecimal digits.</summary>
    public string TagEpc { get; }

    /// <summary>Her milk against the average cow's.</summary>
    public double MilkFactor { get; }

    /// <summary>Minutes of rumination on an ordinary day.</summary>
    public double RuminationMinutes { get; }

    /// <summary>Minutes of eating on an ordinary day.</summary>
    public double EatingMinutes { get; }

    internal IndexedRandom RandomSource { get; }

    internal HerdParameters Parameters { get; }

    /// <summary>Calvings up to the herd's start.</summary>
    internal int ParityAtStart { get; }

    /// <summary>Her healthy milk's conductivity against the herd's, mS/cm.</summary>
    internal double ConductivityOffset { get; }

    /// <summary>Of her count an hour, mean of an ordinary day.</summary>
    internal double LogMeanActivity { get; }

    /// <summary>°C, mean of a day.</summary>
    internal double Temperature { get; }

    /// <summary>How much she suffers from heat against the average cow.</summary>
    internal double HeatStressFactor { get; }

    /// <summary>Calvings up to that time.</summary>
    public int Parity(long at) => LactationAt(at).Parity;

    /// <summary>Her last calving before that time, or a heifer's birth; Unix milliseconds.</summary>
    public long CalvedAt(long at) => LactationAt(at).Start;

    /// <summary>She gives no milk: dry, or a heifer.</summary>
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
            var stage = last;
            while (at < stage.Start)
            {
                stage = Before(stage);
            }

            while (at >= stage.End)
            {
                stage = After(stage);
            }

            _last = stage;
            return stage;
        }
    }

    /// <summary>Everything she shows then of what befalls her.</summary>
    internal void Act(long at, ref EpisodeEffects signs)
    {
        foreach (var episode in LactationAt(at).Episodes)
        {
            if (episode.Start > at)
            {
                break;
            }

            if (at < episode.End)
            {
                episode.Act(at, ref signs);
            }
        }
    }

    /// <summary>Fills the list with the episodes that touch a span.</summary>
    internal void CollectEpisodes(long from, long to, List<CowEpisode> episodes)
    {
        episodes.Clear();
        for (var stage = LactationAt(from); ; stage = LactationAt(stage.End))
        {
            foreach (var episode in stage.Episodes)
            {
                if (episode.Start < to && episode.End > from)
                {
                    episodes.Add(episode);
                }
            }

            if (stage.End >= to)
            {
                return;
            }
        }
    }

    private static int FirstParityOf(double[] shares, IndexedRandom noise)
    {
        var draw = noise.Uniform(3);
        return draw < shares[0] ? 1 : draw < shares[0] + shares[1] ? 2 : draw < shares[0] + shares[1] + shares[2] ? 3 + noise.Below(4, 3) : 0;
    }

    private LactationPeriod Before(LactationPeriod stage)
    {
        var index = stage.Index - 1;
        if (!_stages.TryGetValue(index, out var before))
        {
            // To the second, as all times of a stage are, so that forwards and backwards meet.
            before = LactationPlanner.Plan(this, index, (stage.Start - (long)(LactationPlanner.LengthDays(this, index) * DayMs)) / 1000 * 1000);
            before = before with { End = stage.Start };
            _stages[index] = before;
        }

        return before;
    }

    private LactationPeriod After(LactationPeriod stage)
    {
        var index = stage.Index + 1;
        if (!_stages.TryGetValue(index, out var after))
        {
            after = LactationPlanner.Plan(this, index, stage.End);
            _stages[index] = after;
        }

        return after;
    }
}
