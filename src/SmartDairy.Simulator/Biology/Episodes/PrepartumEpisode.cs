using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>The last hours before calving.</summary>
internal sealed class PrepartumEpisode(
    long start, long calving, long restless, double ruminationLoss, double temperatureFall, double restlessness)
    : CowEpisode(start, calving)
{
    public override void Act(long at, ref EpisodeEffects effects)
    {
        var progress = (at - Start) / (double)(End - Start);
        effects.RuminationFactor *= 1 - (ruminationLoss * (0.4 + (1.2 * progress * 0.5)));
        effects.EatingFactor *= 1 - (0.5 * ruminationLoss);
        effects.TemperatureShift -= temperatureFall;
        if (at >= restless)
        {
            effects.LogActivityShift += restlessness;
            effects.LyingFactor *= 0.7;
        }
    }

    public override TruthEvent ToTruthEvent(string cowId) =>
        new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, Strength = ruminationLoss, RecognisedAt = End };
}
