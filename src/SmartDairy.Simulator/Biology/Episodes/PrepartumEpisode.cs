using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>The last hours before the calf.</summary>
internal sealed class PrepartumEpisode(long start, long calving, long restless, double ruminationLoss, double cooler, double restlessness) : CowEpisode(start, calving)
{
    public override void Act(long at, ref EpisodeEffects signs)
    {
        var near = (at - Start) / (double)(End - Start);
        signs.RuminationFactor *= 1 - (ruminationLoss * (0.4 + (1.2 * near * 0.5)));
        signs.EatingFactor *= 1 - (0.5 * ruminationLoss);
        signs.TemperatureShift -= cooler;
        if (at >= restless)
        {
            signs.LogActivityShift += restlessness;
            signs.LyingFactor *= 0.7;
        }
    }

    public override TruthEvent ToTruthEvent(string cowId) =>
        new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, Strength = ruminationLoss, RecognisedAt = End };
}
