using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>
/// Lasts 24 hours from five hours before the behaviour: rumination falls over the whole day, activity and temperature rise in the hours of
/// behaviour.
/// </summary>
internal sealed class EstrusEpisode(
    long onset, double hours, double strength, bool visible, double ruminationLoss, double eatingLoss, double rise)
    : CowEpisode(onset - LeadMs, onset - LeadMs + (24 * 3_600_000L))
{
    private const long LeadMs = 5 * 3_600_000L;
    private readonly long _over = onset + (long)(hours * HourMs);

    public long Onset => onset;

    public bool Visible => visible;

    public override void Act(long at, ref EpisodeEffects effects)
    {
        effects.RuminationFactor *= Math.Max(0.03, 1 - (ruminationLoss * RaisedCosine(at)));
        if (at < onset || at >= _over)
        {
            return;
        }

        // The mean of the wave is 0, so the mean effect is the strength: it rises to standing heat and fades.
        var wave = Math.Cos((at - onset) / (double)(_over - onset) * 2 * Math.PI);
        effects.LogActivityShift += strength * (1 - (0.45 * wave));
        effects.EatingFactor *= 1 - eatingLoss;
        effects.TemperatureShift += rise * (1 - wave) / 2;
        effects.LyingFactor *= visible ? 0.6 : 0.95;
    }

    public override TruthEvent ToTruthEvent(string cowId) => new()
    {
        Kind = TruthKind.Estrus,
        SubjectId = cowId,
        Start = onset,
        End = _over,
        IsVisible = visible,
        Strength = strength,
        RecognisedAt = visible ? onset + ((_over - onset) / 2) : null,
    };
}
