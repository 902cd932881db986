using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>
/// An infection of one quarter that rises, persists and heals. Severity is 0 to 2; null for a subclinical infection, which changes only
/// conductivity.
/// </summary>
internal sealed class MastitisEpisode(
    long start, long peak, long healing, long end, Quarter quarter, int? severity, double conductivityRise, long? clinical,
    MastitisParameters parameters)
    : CowEpisode(start, end)
{
    public Quarter Quarter => quarter;

    public int? Severity => severity;

    public long? RecognisedAt => clinical;

    /// <summary>The quarter's conductivity relative to a healthy quarter.</summary>
    public double ConductivityFactor(long at) => 1 + (conductivityRise * Intensity(at));

    public double QuarterMilkFactor(long at) => severity is { } degree ? 1 - (parameters.QuarterLoss[degree] * Intensity(at)) : 1;

    public double BloodChance(long at) => severity is { } degree ? parameters.Blood[degree] * Intensity(at) : 0;

    /// <summary>Intensity of the infection, 0 to 1.</summary>
    public double Intensity(long at)
        => at < peak ? (at - Start) / (double)(peak - Start) : at < healing ? 1 : (End - at) / (double)(End - healing);

    public override void Act(long at, ref EpisodeEffects effects)
    {
        if (severity is not { } degree)
        {
            return;
        }

        var share = Intensity(at);
        effects.MilkFactor *= 1 - (parameters.OtherLoss[degree] * share);
        effects.RuminationFactor *= 1 - (parameters.RuminationLoss[degree] * share);
        effects.EatingFactor *= 1 - (0.7 * parameters.RuminationLoss[degree] * share);
        effects.LogActivityShift -= 0.4 * parameters.RuminationLoss[degree] * share;
        effects.TemperatureShift += parameters.Fever[degree] * share;
    }

    public override TruthEvent ToTruthEvent(string cowId) => new()
    {
        Kind = severity is null ? TruthKind.SubclinicalMastitis : TruthKind.Mastitis,
        SubjectId = cowId,
        Start = Start,
        End = End,
        Quarter = quarter,
        Severity = severity is { } degree ? (TruthSeverity)(degree + 1) : TruthSeverity.None,
        Strength = 1 + conductivityRise,
        RecognisedAt = clinical,
    };
}
