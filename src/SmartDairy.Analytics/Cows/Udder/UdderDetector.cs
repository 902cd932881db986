using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Udder;

/// <summary>
/// <c>mastitis/1</c> and <c>mastitis-single/1</c>: a filter of two states for each quarter, sick or not, or for the whole udder when the meter tells no quarters. The score is the
/// highest logarithm of the odds, at most 12; certainty is the probability it stands for.
/// </summary>
internal static class UdderDetector
{
    /// <summary>A milking is judged by hours of her collar that began at least this many before it ended: later ones come when it is judged already.</summary>
    public const int CollarLag = 4;

    private const int Quarters = 4;

    public static void Step(CowMemory cow, int index, ref UdderState state)
    {
        for (var i = 0; i < UdderState.Length; i++)
        {
            state[i].Episode.Forget();
        }

        ref readonly var milking = ref cow.Milkings[index];
        if (cow.Life.DaysInMilk(milking.Start) < cow.Options.Udder.Colostrum)
        {
            return;
        }

        var support = UdderSupport.Of(cow, index);
        if (IsKnown(in milking.QuarterConductivity))
        {
            ByQuarter(cow, index, in support, ref state);
        }
        else if (milking.Conductivity > 0)
        {
            var signs = WholeSigns.Of(cow.Milkings, index, cow.Options.Udder);
            var options = cow.Options.Udder;
            var evidence = float.IsNaN(signs.Rise) ? 0 : TwoStates.Evidence(signs.Rise, signs.Spread, options.SingleRise, options.SingleRiseSpread);
            evidence += Beside(evidence, in support, milking.Blood == 1, options);
            Move(cow, index, evidence, Quarters, ref state[UdderState.Whole]);
            if (state[UdderState.Whole].Episode.Phase == EpisodePhase.Open && IsPeak(in state[UdderState.Whole]))
            {
                state[UdderState.Whole].Episode.Evidence = Reasons(in support, in milking, signs.Rise > 0 ? signs : null, null);
            }
        }
    }

    private static void ByQuarter(CowMemory cow, int index, in UdderSupport support, ref UdderState state)
    {
        var options = cow.Options.Udder;
        ref readonly var milking = ref cow.Milkings[index];
        Span<double> evidence = stackalloc double[Quarters];
        Span<QuarterSigns> signs = stackalloc QuarterSigns[Quarters];
        var worst = 0;
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            signs[quarter] = QuarterSigns.Of(cow.Milkings, index, quarter, options);
            evidence[quarter] = Evidence(in signs[quarter], options);
            worst = evidence[quarter] > evidence[worst] ? quarter : worst;
        }

        // What concerns the whole cow, and blood in the whole milk, is laid to the quarter that looks worst.
        evidence[worst] += Beside(evidence[worst], in support, milking.Blood == 1, options);
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            ref var filter = ref state[quarter];
            Move(cow, index, evidence[quarter], 1, ref filter);
            filter.Episode.Quarter = quarter;
            if (filter.Episode.Phase == EpisodePhase.Open && IsPeak(in filter))
            {
                filter.Episode.Evidence = Reasons(in support, in milking, null, (quarter, signs[quarter]));
            }
        }
    }

    // Fever, appetite and yield support what the milk tells; by themselves they are any illness, or a heat.
    private static double Beside(double milk, in UdderSupport support, bool blood, UdderOptions options)
        => (milk > 0 ? support.Evidence : Math.Min(0, support.Evidence)) + (blood ? options.Blood : 0);

    private static double Evidence(in QuarterSigns signs, UdderOptions options)
    {
        var evidence = float.IsNaN(signs.Ratio) ? 0 : TwoStates.Evidence(signs.Ratio, signs.RatioSpread, options.Rise, options.RiseSpread);
        return float.IsNaN(signs.Share) ? evidence : evidence + TwoStates.Evidence(signs.Share, signs.ShareSpread, options.Share, options.ShareSpread);
    }

    private static void Move(CowMemory cow, int index, double evidence, int quarters, ref UdderFilter filter)
    {
        var options = cow.Options.Udder;
        ref readonly var milking = ref cow.Milkings[index];
        var interval = YieldInterval(cow.Milkings, index);
        var begins = options.Rate * quarters * interval / 24;
        if (filter.Begun == 0)
        {
            filter.Begun = 1;
            filter.LogOdds = TwoStates.LogOdds(begins);
        }

        var weighed = options.Independence * Math.Clamp(evidence, -options.Most, options.Most);
        filter.LogOdds = TwoStates.Step(filter.LogOdds, begins, Math.Min(0.5, interval / 24 / options.Days), weighed);
        var now = TwoStates.Probability(filter.LogOdds);
        filter.Rise = now < options.Over ? 0 : filter.Rise == 0 ? milking.Start : filter.Rise;
        ref var episode = ref filter.Episode;
        if (episode.Phase == EpisodePhase.Open)
        {
            if (now < options.Over)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, milking.End);
            }
        }
        else if (now >= options.Tell)
        {
            episode = new()
            {
                Phase = EpisodePhase.Open,
                Quarter = -1,
                Start = filter.Rise,
                DetectedAt = milking.End,
                Variant = quarters == Quarters ? DetectorNames.Single : 0,
            };
        }

        if (episode.Phase == EpisodePhase.Open && (episode.Certainty == 0 || filter.LogOdds > episode.Score))
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)filter.LogOdds, (float)now, milking.Start);
        }
    }

    private static bool IsPeak(in UdderFilter filter) => filter.Episode.Score == (float)filter.LogOdds;

    private static double YieldInterval(MilkingRing milkings, int index)
    {
        var interval = Yield.YieldForecast.Interval(milkings, index);
        return float.IsNaN(interval) ? 12 : interval;
    }

    private static bool IsKnown(in Memory.Quarters conductivity)
    {
        var known = 0;
        for (var i = 0; i < Quarters; i++)
        {
            known += conductivity[i] > 0 ? 1 : 0;
        }

        return known >= 3;
    }

    private static Evidence Reasons(in UdderSupport support, in Milking milking, WholeSigns? whole, (int Number, QuarterSigns Signs)? quarter)
    {
        var evidence = default(Evidence);
        if (quarter is { } one)
        {
            evidence.Add(ReasonCode.ConductivityLF + one.Number, milking.QuarterConductivity[one.Number], one.Signs.Usual, one.Signs.Ratio * 2);
            if (one.Signs.Share < -0.1f)
            {
                evidence.Add(ReasonCode.QuarterShare, milking.QuarterLitres[one.Number], milking.QuarterLitres[one.Number] / MathF.Exp(one.Signs.Share), -one.Signs.Share);
            }
        }
        else if (whole is { } udder)
        {
            evidence.Add(ReasonCode.Conductivity, milking.Conductivity, udder.Usual, udder.Rise * 4);
        }

        if (milking.Blood == 1)
        {
            evidence.Add(ReasonCode.Blood, 1, 0, 0.8);
        }

        support.Explain(ref evidence);
        return evidence;
    }
}
