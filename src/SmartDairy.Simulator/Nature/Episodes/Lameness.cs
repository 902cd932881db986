using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature.Episodes;

internal sealed class Lameness(long start, long height, long treated, long end, double activityLoss, double eatingLoss, double milkLoss) : Episode(start, end)
{
    public long RecognisedAt => treated;

    public override void Act(long at, ref Signs signs)
    {
        var rise = Math.Min(1, (at - Start) / (double)Math.Max(1, height - Start));
        var share = at < treated ? rise : Math.Min(rise, (End - at) / (double)(End - treated));
        signs.LnActivity += Math.Log(1 - (activityLoss * share));
        signs.EatingKept *= 1 - (eatingLoss * share);
        signs.MilkKept *= 1 - (milkLoss * share);
        signs.LyingKept *= 1 + (0.08 * share);
    }

    public override TruthEvent Tell(string cowId) => new()
    {
        Kind = TruthKind.Lameness,
        SubjectId = cowId,
        Start = Start,
        End = End,
        Strength = activityLoss,
        Severity = activityLoss < 0.15 ? TruthSeverity.Mild : activityLoss < 0.3 ? TruthSeverity.Moderate : TruthSeverity.Severe,
        RecognisedAt = treated,
    };
}
