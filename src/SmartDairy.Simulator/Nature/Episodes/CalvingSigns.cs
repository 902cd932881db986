using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature.Episodes;

/// <summary>The last hours before the calf.</summary>
internal sealed class CalvingSigns(long start, long calving, long restless, double ruminationLoss, double cooler, double restlessness) : Episode(start, calving)
{
    public override void Act(long at, ref Signs signs)
    {
        var near = (at - Start) / (double)(End - Start);
        signs.RuminationKept *= 1 - (ruminationLoss * (0.4 + (1.2 * near * 0.5)));
        signs.EatingKept *= 1 - (0.5 * ruminationLoss);
        signs.Fever -= cooler;
        if (at >= restless)
        {
            signs.LnActivity += restlessness;
            signs.LyingKept *= 0.7;
        }
    }

    public override TruthEvent Tell(string cowId) =>
        new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, Strength = ruminationLoss, RecognisedAt = End };
}
