using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature.Episodes;

/// <summary>Ketosis, a displaced abomasum or metritis: worse until it is recognised and treated, then better.</summary>
internal sealed class Illness(TruthKind kind, long start, long recognised, long end, double ruminationLoss, double eatingLoss, double activityLoss, double milkLoss, double fever)
    : Episode(start, end)
{
    public TruthKind Kind => kind;

    public long RecognisedAt => recognised;

    public override void Act(long at, ref Signs signs)
    {
        // A third of it within hours, the rest until it is recognised.
        var share = at < recognised ? Math.Min(1, 0.35 + (0.65 * (at - Start) / (recognised - Start))) : (End - at) / (double)(End - recognised);
        signs.RuminationKept *= 1 - (ruminationLoss * share);
        signs.EatingKept *= 1 - (eatingLoss * share);
        signs.LnActivity += Math.Log(1 - (activityLoss * share));
        signs.MilkKept *= 1 - (milkLoss * share);
        signs.Fever += fever * share;
    }

    public override TruthEvent Tell(string cowId) => new()
    {
        Kind = kind,
        SubjectId = cowId,
        Start = Start,
        End = End,
        Strength = ruminationLoss,
        Severity = ruminationLoss < 0.25 ? TruthSeverity.Mild : ruminationLoss < 0.5 ? TruthSeverity.Moderate : TruthSeverity.Severe,
        RecognisedAt = recognised,
    };
}
