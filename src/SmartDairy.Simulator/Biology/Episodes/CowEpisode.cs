using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>A span in which a cow deviates from its usual behaviour. Times are Unix milliseconds; the end is exclusive.</summary>
internal abstract class CowEpisode(long start, long end)
{
    protected const double HourMs = 3_600_000;
    protected const double DayMs = 86_400_000;

    public long Start { get; } = start;

    public long End { get; } = end;

    /// <summary>Adds the effects of the episode at a time within it.</summary>
    public abstract void Act(long at, ref EpisodeEffects effects);

    public abstract TruthEvent ToTruthEvent(string cowId);

    /// <summary>0 at both ends of the episode, 2 in its middle, 1 on average.</summary>
    protected double RaisedCosine(long at) => 1 - Math.Cos((at - Start) / (double)(End - Start) * 2 * Math.PI);
}
