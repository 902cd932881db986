using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature.Episodes;

/// <summary>The days after calving, as every cow has them: no truth to find.</summary>
internal sealed class CalvingRecovery(long calving, long end, double ruminationLoss) : Episode(calving, end)
{
    public override void Act(long at, ref Signs signs)
    {
        var left = (End - at) / (double)(End - Start);
        signs.RuminationKept *= 1 - (ruminationLoss * left);
        signs.EatingKept *= 1 - (0.5 * ruminationLoss * left);
        signs.LnActivity += 0.15 * left;
        signs.Fever += 0.2 * left;
    }

    public override TruthEvent Tell(string cowId) => new() { Kind = TruthKind.Calving, SubjectId = cowId, Start = Start, End = End, Visible = false };
}
