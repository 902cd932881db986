using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>The days after calving, as every cow has them: no truth to find.</summary>
internal sealed class PostpartumEpisode(long calving, long end, double ruminationLoss) : CowEpisode(calving, end)
{
    public override void Act(long at, ref EpisodeEffects signs)
    {
        var left = (End - at) / (double)(End - Start);
        signs.RuminationFactor *= 1 - (ruminationLoss * left);
        signs.EatingFactor *= 1 - (0.5 * ruminationLoss * left);
        signs.LogActivityShift += 0.15 * left;
        signs.TemperatureShift += 0.2 * left;
    }

    public override TruthEvent ToTruthEvent(string cowId) => new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, IsVisible = false };
}
