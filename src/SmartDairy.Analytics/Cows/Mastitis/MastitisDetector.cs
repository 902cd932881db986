using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>
/// <c>mastitis/1</c> and <c>mastitis-single/1</c>: a two-state filter for each quarter, sick or healthy, or for the whole udder when the
/// meter does not measure quarters. The score is the highest log odds of the episode, at most 12; certainty is the corresponding
/// probability.
/// </summary>
internal static class MastitisDetector
{
    /// <summary>
    /// Only collar hours that began at least this many hours before the end of a milking count for it: later hours may arrive after the
    /// milking is evaluated.
    /// </summary>
    public const int CollarLagHours = 4;

    private const int Quarters = 4;

    public static void Step(CowObservations cow, int index, ref MastitisState state)
    {
        for (var i = 0; i < MastitisState.Length; i++)
        {
            state[i].Episode.ResetIfEnded();
        }

        ref readonly var milking = ref cow.Milkings[index];
        if (cow.Life.DaysInMilk(milking.Start) < cow.Options.Mastitis.ColostrumDays)
        {
            return;
        }

        var support = SystemicSigns.Compute(cow, index);
        if (IsKnown(in milking.QuarterConductivity))
        {
            ByQuarter(cow, index, in support, ref state);
        }
        else if (milking.Conductivity > 0)
        {
            var deviation = CompositeMilkDeviation.Compute(cow.Milkings, index, cow.Options.Mastitis);
            var options = cow.Options.Mastitis;
            var evidence = float.IsNaN(deviation.Rise)
                ? 0
                : TwoStateFilter.LogLikelihoodRatio(deviation.Rise, deviation.Spread, options.CompositeRise, options.CompositeRiseSpread);
            evidence += Beside(evidence, in support, milking.Blood == 1, options);
            StepFilter(cow, index, evidence, Quarters, ref state[MastitisState.Composite]);
            if (state[MastitisState.Composite].Episode.Phase == EpisodePhase.Open && IsPeak(in state[MastitisState.Composite]))
            {
                state[MastitisState.Composite].Episode.Reasons =
                    Reasons(in support, in milking, deviation.Rise > 0 ? deviation : null, null);
            }
        }
    }

    private static void ByQuarter(CowObservations cow, int index, in SystemicSigns support, ref MastitisState state)
    {
        var options = cow.Options.Mastitis;
        ref readonly var milking = ref cow.Milkings[index];
        Span<double> evidence = stackalloc double[Quarters];
        Span<QuarterDeviation> deviation = stackalloc QuarterDeviation[Quarters];
        var worst = 0;
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            deviation[quarter] = QuarterDeviation.Compute(cow.Milkings, index, quarter, options);
            evidence[quarter] = LogLikelihoodRatio(in deviation[quarter], options);
            worst = evidence[quarter] > evidence[worst] ? quarter : worst;
        }

        // Systemic deviation, and blood in the whole milk, are attributed to the worst quarter.
        evidence[worst] += Beside(evidence[worst], in support, milking.Blood == 1, options);
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            ref var filter = ref state[quarter];
            StepFilter(cow, index, evidence[quarter], 1, ref filter);
            filter.Episode.Quarter = quarter;
            if (filter.Episode.Phase == EpisodePhase.Open && IsPeak(in filter))
            {
                filter.Episode.Reasons = Reasons(in support, in milking, null, (quarter, deviation[quarter]));
            }
        }
    }

    // Fever, appetite and yield only support evidence from the milk; alone they may mean any illness, or a heat.
    private static double Beside(double milk, in SystemicSigns support, bool blood, MastitisOptions options)
        => (milk > 0 ? support.LogLikelihoodRatio : Math.Min(0, support.LogLikelihoodRatio))
        + (blood ? options.BloodLogLikelihoodRatio : 0);

    private static double LogLikelihoodRatio(in QuarterDeviation deviation, MastitisOptions options)
    {
        var evidence = float.IsNaN(deviation.Ratio)
            ? 0
            : TwoStateFilter.LogLikelihoodRatio(
                deviation.Ratio, deviation.RatioSpread, options.ConductivityRise, options.ConductivityRiseSpread);
        return float.IsNaN(deviation.Share)
            ? evidence
            : evidence + TwoStateFilter.LogLikelihoodRatio(deviation.Share, deviation.ShareSpread, options.Share, options.ShareSpread);
    }

    private static void StepFilter(CowObservations cow, int index, double evidence, int quarters, ref MastitisFilter filter)
    {
        var options = cow.Options.Mastitis;
        ref readonly var milking = ref cow.Milkings[index];
        var interval = YieldInterval(cow.Milkings, index);
        var onset = options.CasesPerQuarterDay * quarters * interval / 24;
        if (filter.IsInitialized == 0)
        {
            filter.IsInitialized = 1;
            filter.LogOdds = TwoStateFilter.LogOdds(onset);
        }

        var weighed = options.EvidenceWeight * Math.Clamp(evidence, -options.MaxEvidence, options.MaxEvidence);
        filter.LogOdds = TwoStateFilter.Step(filter.LogOdds, onset, Math.Min(0.5, interval / 24 / options.CaseDays), weighed);
        var now = TwoStateFilter.Probability(filter.LogOdds);
        filter.RiseStartedAt = now < options.CloseThreshold ? 0 : filter.RiseStartedAt == 0 ? milking.Start : filter.RiseStartedAt;
        ref var episode = ref filter.Episode;
        if (episode.Phase == EpisodePhase.Open)
        {
            if (now < options.CloseThreshold)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, milking.End);
            }
        }
        else if (now >= options.OpenThreshold)
        {
            episode = new()
            {
                Phase = EpisodePhase.Open,
                Quarter = -1,
                Start = filter.RiseStartedAt,
                DetectedAt = milking.End,
                Variant = quarters == Quarters ? DetectorNames.CompositeMilk : 0,
            };
        }

        if (episode.Phase == EpisodePhase.Open && (episode.Certainty == 0 || filter.LogOdds > episode.Score))
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)filter.LogOdds, (float)now, milking.Start);
        }
    }

    private static bool IsPeak(in MastitisFilter filter) => filter.Episode.Score == (float)filter.LogOdds;

    private static double YieldInterval(MilkingBuffer milkings, int index)
    {
        var interval = Yield.ExpectedYield.IntervalHours(milkings, index);
        return float.IsNaN(interval) ? 12 : interval;
    }

    private static bool IsKnown(in SmartDairy.Analytics.Cows.Observations.QuarterValues conductivity)
    {
        var known = 0;
        for (var i = 0; i < Quarters; i++)
        {
            known += conductivity[i] > 0 ? 1 : 0;
        }

        return known >= 3;
    }

    private static EpisodeReasons Reasons(
        in SystemicSigns support, in PackedMilking milking, CompositeMilkDeviation? whole, (int Number, QuarterDeviation Signs)? quarter)
    {
        var evidence = default(EpisodeReasons);
        if (quarter is { } affected)
        {
            evidence.Add(ReasonCode.ConductivityLF + affected.Number, milking.QuarterConductivity[affected.Number],
                affected.Signs.UsualConductivity, affected.Signs.Ratio * 2);
            if (affected.Signs.Share < -0.1f)
            {
                evidence.Add(ReasonCode.QuarterShare, milking.QuarterLitres[affected.Number],
                    milking.QuarterLitres[affected.Number] / MathF.Exp(affected.Signs.Share), -affected.Signs.Share);
            }
        }
        else if (whole is { } udder)
        {
            evidence.Add(ReasonCode.Conductivity, milking.Conductivity, udder.UsualConductivity, udder.Rise * 4);
        }

        if (milking.Blood == 1)
        {
            evidence.Add(ReasonCode.Blood, 1, 0, 0.8);
        }

        support.Explain(ref evidence);
        return evidence;
    }
}
