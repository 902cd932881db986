using SmartDairy.Simulator.Nature.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Nature;

/// <summary>One cow: what she is like, and her lactations one after the other, each planned when it is first asked for. Safe for concurrent use.</summary>
public sealed class Cow
{
    private const double DayMs = 86_400_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stage> _stages = [];
    private volatile Stage _last;

    internal Cow(Noise noise, HerdParameters numbers, int farmId, int index, int barn, string id, string tag, long start)
    {
        (Noise, Numbers, FarmId, Index, Barn, Id, TagEpc) = (noise, numbers, farmId, index, barn, id, tag);
        FirstParity = FirstParityOf(numbers.Cows.Parities, noise);
        MilkFactor = numbers.Milk.CowFactor.At(noise.Normal(7));
        Conductivity = numbers.Conductivity.CowSpread * noise.Normal(8);
        RuminationMinutes = numbers.Cows.Rumination.At(noise.Normal(9));
        EatingMinutes = numbers.Cows.Eating.At(noise.Normal(10));
        LnActivity = Math.Log(numbers.Cows.Activity) + (numbers.Cows.ActivitySpread * noise.Normal(11));
        Temperature = numbers.Cows.Temperature.At(noise.Normal(12));
        HeatFactor = numbers.HeatStress.CowFactor.At(noise.Normal(13));
        // Somewhere in a lactation when the herd starts.
        var into = noise.Uniform(2) * StagePlan.Length(this, 0);
        _last = StagePlan.Of(this, 0, (start - (long)(into * DayMs)) / 1000 * 1000);
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

    internal Noise Noise { get; }

    internal HerdParameters Numbers { get; }

    /// <summary>Calvings up to the herd's start.</summary>
    internal int FirstParity { get; }

    /// <summary>Her healthy milk's conductivity against the herd's, mS/cm.</summary>
    internal double Conductivity { get; }

    /// <summary>Of her count an hour, mean of an ordinary day.</summary>
    internal double LnActivity { get; }

    /// <summary>°C, mean of a day.</summary>
    internal double Temperature { get; }

    /// <summary>How much she suffers from heat against the average cow.</summary>
    internal double HeatFactor { get; }

    /// <summary>Calvings up to that time.</summary>
    public int Parity(long at) => StageAt(at).Parity;

    /// <summary>Her last calving before that time, or a heifer's birth; Unix milliseconds.</summary>
    public long CalvedAt(long at) => StageAt(at).Start;

    /// <summary>She gives no milk: dry, or a heifer.</summary>
    public bool IsDry(long at) => StageAt(at).IsDry(at);

    internal Stage StageAt(long at)
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
    internal void Act(long at, ref Signs signs)
    {
        foreach (var episode in StageAt(at).Episodes)
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
    internal void Touching(long from, long to, List<Episode> episodes)
    {
        episodes.Clear();
        for (var stage = StageAt(from); ; stage = StageAt(stage.End))
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

    private static int FirstParityOf(double[] shares, Noise noise)
    {
        var draw = noise.Uniform(3);
        return draw < shares[0] ? 1 : draw < shares[0] + shares[1] ? 2 : draw < shares[0] + shares[1] + shares[2] ? 3 + noise.Below(4, 3) : 0;
    }

    private Stage Before(Stage stage)
    {
        var index = stage.Index - 1;
        if (!_stages.TryGetValue(index, out var before))
        {
            // To the second, as all times of a stage are, so that forwards and backwards meet.
            before = StagePlan.Of(this, index, (stage.Start - (long)(StagePlan.Length(this, index) * DayMs)) / 1000 * 1000);
            before = before with { End = stage.Start };
            _stages[index] = before;
        }

        return before;
    }

    private Stage After(Stage stage)
    {
        var index = stage.Index + 1;
        if (!_stages.TryGetValue(index, out var after))
        {
            after = StagePlan.Of(this, index, stage.End);
            _stages[index] = after;
        }

        return after;
    }
}
