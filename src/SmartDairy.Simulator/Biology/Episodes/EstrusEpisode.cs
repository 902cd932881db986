using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>
/// Reaches from some hours before the behaviour to a day after its beginning: rumination falls over the whole day, activity and temperature rise in the hours of behaviour.
/// </summary>
internal sealed class EstrusEpisode(long onset, double hours, double strength, bool visible, double ruminationLoss, double eatingLoss, double rise)
    : CowEpisode(onset - DayBefore, onset - DayBefore + (24 * 3_600_000L))
{
    private const long DayBefore = 5 * 3_600_000L;
    private readonly long _over = onset + (long)(hours * HourMs);

    public long Onset => onset;

    public bool Visible => visible;

    public override void Act(long at, ref EpisodeEffects signs)
    {
        signs.RuminationFactor *= Math.Max(0.03, 1 - (ruminationLoss * RaisedCosine(at)));
        if (at < onset || at >= _over)
        {
            return;
        }

        // Mean 1 over the hours of behaviour: mounting begins, has its height in standing heat, and fades.
        var wave = Math.Cos((at - onset) / (double)(_over - onset) * 2 * Math.PI);
        signs.LogActivityShift += strength * (1 - (0.45 * wave));
        signs.EatingFactor *= 1 - eatingLoss;
        signs.TemperatureShift += rise * (1 - wave) / 2;
        signs.LyingFactor *= visible ? 0.6 : 0.95;
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
