using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>The days after a normal calving; not part of the ground truth.</summary>
internal sealed class PostpartumEpisode(long calving, long end, double ruminationLoss) : CowEpisode(calving, end)
{
    public override void Act(long at, ref EpisodeEffects effects)
    {
        var remaining = (End - at) / (double)(End - Start);
        effects.RuminationFactor *= 1 - (ruminationLoss * remaining);
        effects.EatingFactor *= 1 - (0.5 * ruminationLoss * remaining);
        effects.LogActivityShift += 0.15 * remaining;
        effects.TemperatureShift += 0.2 * remaining;
    }

    public override TruthEvent ToTruthEvent(string cowId)
        => new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, IsVisible = false };
}
