using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

internal sealed class LamenessEpisode(
    long start, long peak, long treated, long end, double activityLoss, double eatingLoss, double milkLoss) : CowEpisode(start, end)
{
    public long RecognisedAt => treated;

    public override void Act(long at, ref EpisodeEffects effects)
    {
        var rise = Math.Min(1, (at - Start) / (double)Math.Max(1, peak - Start));
        var share = at < treated ? rise : Math.Min(rise, (End - at) / (double)(End - treated));
        effects.LogActivityShift += Math.Log(1 - (activityLoss * share));
        effects.EatingFactor *= 1 - (eatingLoss * share);
        effects.MilkFactor *= 1 - (milkLoss * share);
        effects.LyingFactor *= 1 + (0.08 * share);
    }

    public override TruthEvent ToTruthEvent(string cowId) => new()
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
