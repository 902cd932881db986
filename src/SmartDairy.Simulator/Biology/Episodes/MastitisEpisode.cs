using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>An infection of one quarter: rises, stays, heals. Severity 0 to 2; null for a subclinical rise, of which nothing but conductivity tells.</summary>
internal sealed class MastitisEpisode(long start, long peak, long healing, long end, Quarter quarter, int? severity, double conductivityRise, long? clinical, MastitisParameters numbers)
    : CowEpisode(start, end)
{
    public Quarter Quarter => quarter;

    public int? Severity => severity;

    public long? RecognisedAt => clinical;

    /// <summary>The quarter's conductivity against healthy.</summary>
    public double ConductivityFactor(long at) => 1 + (conductivityRise * Intensity(at));

    public double QuarterMilkFactor(long at) => severity is { } degree ? 1 - (numbers.QuarterLoss[degree] * Intensity(at)) : 1;

    public double BloodChance(long at) => severity is { } degree ? numbers.Blood[degree] * Intensity(at) : 0;

    /// <summary>How ill, 0 to 1.</summary>
    public double Intensity(long at) => at < peak ? (at - Start) / (double)(peak - Start) : at < healing ? 1 : (End - at) / (double)(End - healing);

    public override void Act(long at, ref EpisodeEffects signs)
    {
        if (severity is not { } degree)
        {
            return;
        }

        var share = Intensity(at);
        signs.MilkFactor *= 1 - (numbers.OtherLoss[degree] * share);
        signs.RuminationFactor *= 1 - (numbers.RuminationLoss[degree] * share);
        signs.EatingFactor *= 1 - (0.7 * numbers.RuminationLoss[degree] * share);
        signs.LogActivityShift -= 0.4 * numbers.RuminationLoss[degree] * share;
        signs.TemperatureShift += numbers.Fever[degree] * share;
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
