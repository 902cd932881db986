using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>Ketosis, a displaced abomasum or metritis: worsens until recognised and treated, then recovers.</summary>
internal sealed class IllnessEpisode(
    TruthKind kind, long start, long recognised, long end, double ruminationLoss, double eatingLoss, double activityLoss, double milkLoss,
    double fever)
    : CowEpisode(start, end)
{
    public TruthKind Kind => kind;

    public long RecognisedAt => recognised;

    public override void Act(long at, ref EpisodeEffects effects)
    {
        // About a third at once, the rest until recognition.
        var share = at < recognised
            ? Math.Min(1, 0.35 + (0.65 * (at - Start) / (recognised - Start)))
            : (End - at) / (double)(End - recognised);
        effects.RuminationFactor *= 1 - (ruminationLoss * share);
        effects.EatingFactor *= 1 - (eatingLoss * share);
        effects.LogActivityShift += Math.Log(1 - (activityLoss * share));
        effects.MilkFactor *= 1 - (milkLoss * share);
        effects.TemperatureShift += fever * share;
    }

    public override TruthEvent ToTruthEvent(string cowId) => new()
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
