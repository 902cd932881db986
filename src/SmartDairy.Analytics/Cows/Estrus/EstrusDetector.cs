using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>
/// <c>heat/1</c>: a filter of three states: as ever, restless for another reason (weather, strange company, an open gate), or in estrus. Each hour the odds move by how likely an episode begins or ends and by the likelihood of activity, rumination and
/// temperature against her own hour of the day. The score is the highest logarithm of the odds, at most 12; certainty is the probability it stands for.
/// </summary>
internal static class EstrusDetector
{
    private const double MaxLogOdds = 12;

    public static void Step(CowObservations cow, long hour, ref EstrusState state)
    {
        var options = cow.Options.Estrus;
        var end = UnixTime.StartOfHour(hour + 1);
        state.Episode.ResetIfEnded();
        var prior = EstrusCyclePrior.OnsetProbability(cow, end, state.LastOnset);
        Filter(cow, hour, end, prior, ref state);
        var now = TwoStateFilter.Probability(state.LogOdds);

        if (now < options.CloseThreshold)
        {
            state.RiseStartedAt = 0;
        }
        else if (state.RiseStartedAt == 0)
        {
            state.RiseStartedAt = UnixTime.StartOfHour(hour);
        }

        if (state.Episode.Phase == EpisodePhase.Open)
        {
            Continue(cow, hour, now, ref state);
        }
        else if (now >= options.OpenThreshold)
        {
            Begin(cow, hour, ref state);
        }
    }

    private static void Begin(CowObservations cow, long hour, ref EstrusState state)
    {
        var options = cow.Options.Estrus;
        state.PeakActivity = float.NegativeInfinity;
        state.Episode = new()
        {
            Phase = EpisodePhase.Open,
            Quarter = -1,
            Start = state.RiseStartedAt,
            DetectedAt = UnixTime.StartOfHour(hour + 1),
            ActFrom = state.RiseStartedAt + (long)(options.ActFromHours * UnixTime.HourMs),
            ActUntil = state.RiseStartedAt + (long)(options.ActUntilHours * UnixTime.HourMs),
        };
        Measure(cow, hour, ref state);
    }

    private static void Continue(CowObservations cow, long hour, double now, ref EstrusState state)
    {
        if (now >= cow.Options.Estrus.CloseThreshold)
        {
            Measure(cow, hour, ref state);
            return;
        }

        state.Episode.Phase = EpisodePhase.Ended;
        state.Episode.End = UnixTime.StartOfHour(hour);
        state.LastOnset = state.Episode.Start;
    }

    private static void Measure(CowObservations cow, long hour, ref EstrusState state)
    {
        ref var episode = ref state.Episode;
        var activity = cow.Deviations.Mean(DeviationKind.Activity, hour, 3);
        if (activity > state.PeakActivity)
        {
            state.PeakActivity = activity;
            episode.Peak = UnixTime.StartOfHour(hour);
            episode.Reasons = Reasons(cow, hour, activity, state.LastOnset);
        }

        if (state.LogOdds > episode.Score || episode.Certainty == 0)
        {
            episode.Score = (float)state.LogOdds;
            episode.Certainty = (float)TwoStateFilter.Probability(state.LogOdds);
        }
    }

    private static EpisodeReasons Reasons(CowObservations cow, long hour, float activity, long lastHeat)
    {
        var evidence = default(EpisodeReasons);
        var since = cow.CollarWornSince(hour);
        var usual = cow.Deviations.UsualAt(CollarMetric.Activity, hour, since);
        evidence.Add(ReasonCode.Activity, usual * MathF.Exp(activity), usual, activity / 2);
        var rumination = cow.Deviations.Mean(DeviationKind.Rumination, hour, 6);
        if (rumination < -0.3)
        {
            evidence.Add(ReasonCode.Rumination, cow.Hours.Rumination(hour), cow.Deviations.UsualAt(CollarMetric.Rumination, hour, since), -rumination / 3);
        }

        var warm = cow.Deviations.Mean(DeviationKind.Temperature, hour, 3);
        if (warm > 0.2)
        {
            evidence.Add(ReasonCode.Temperature, cow.Hours.Temperature(hour), cow.Deviations.UsualAt(CollarMetric.Temperature, hour, since), warm);
        }

        var days = EstrusCyclePrior.DaysSinceLastEstrus(cow.Life, UnixTime.StartOfHour(hour), lastHeat);
        if (double.IsFinite(days))
        {
            evidence.Add(ReasonCode.EstrusCycle, days, cow.Options.Estrus.CycleDays, Math.Abs(days - cow.Options.Estrus.CycleDays) < 5 ? 0.3 : -0.1);
        }

        return evidence;
    }

    private static void Filter(CowObservations cow, long hour, long end, double prior, ref EstrusState state)
    {
        var options = cow.Options.Estrus;
        if (state.IsInitialized == 0 || EstrusCyclePrior.IsExcluded(cow, end))
        {
            (state.IsInitialized, state.RestlessProbability) = (1, 0);
            state.LogOdds = TwoStateFilter.LogOdds(prior);
            return;
        }

        var (estrus, restless) = LogLikelihoodRatios(cow, hour, end);
        var was = TwoStateFilter.Probability(state.LogOdds);
        var uneasy = state.RestlessProbability;
        var calm = Math.Max(0, 1 - was - uneasy);
        var disturbed = options.RestlessSpellsPerDay / 24;
        var inHeat = ((was * (1 - (1 / options.EstrusHours))) + ((calm + uneasy) * prior)) * Math.Exp(estrus);
        var troubled = ((uneasy * (1 - (1 / options.RestlessHours))) + (calm * disturbed)) * Math.Exp(restless);
        var still = (calm * (1 - prior - disturbed)) + (was / options.EstrusHours) + (uneasy / options.RestlessHours);
        state.LogOdds = Math.Clamp(Math.Log(inHeat / (troubled + still)), -MaxLogOdds, MaxLogOdds);
        state.RestlessProbability = troubled / (inHeat + troubled + still);
    }

    /// <summary>Logarithms of how much likelier what was told is in estrus, and in restlessness, than on an ordinary day.</summary>
    private static (double Estrus, double Restless) LogLikelihoodRatios(CowObservations cow, long hour, long end)
    {
        var options = cow.Options.Estrus;
        double rise = cow.Deviations.ValueAt(DeviationKind.Activity, hour), spread = cow.Deviations.ValueAt(DeviationKind.ActivitySd, hour);
        if (double.IsNaN(rise) || double.IsNaN(spread))
        {
            return (0, 0);
        }

        var evidence = TwoStateFilter.LogLikelihoodRatio(rise, spread, options.ActivityRise, options.ActivityRiseSpread);
        evidence += Shift(cow.Deviations.ValueAt(DeviationKind.Rumination, hour), options.MinuteSpread, options.Rumination, options.RuminationSpread, options);
        evidence += Shift(cow.Deviations.ValueAt(DeviationKind.Eating, hour), options.MinuteSpread, options.Eating, options.RuminationSpread, options);
        evidence += Shift(Warmer(cow.Deviations, hour), options.TemperatureSpread, options.TemperatureRise, options.TemperatureRise, options);
        // A cow with fever or without appetite is not in heat unless she also moves more.
        if (!(cow.Deviations.Mean(DeviationKind.Activity, hour, options.ActivityWindowHours) > options.MinActivityRise))
        {
            evidence = Math.Min(evidence, 0);
        }

        var weight = Disturbed(cow.Life, options, end) ? options.DisturbedEvidenceWeight : 1;
        var restless = TwoStateFilter.LogLikelihoodRatio(rise, spread, options.RestlessActivityRise, options.RestlessActivityRiseSpread);
        return (weight * Math.Clamp(evidence, -options.MaxEvidence, options.MaxEvidence), Math.Clamp(restless, -options.MaxEvidence, options.MaxEvidence));
    }

    // Cows that ruminate as ever in heat do so in all its hours, so that what is missing must not add up as what is there does.
    private static double Shift(double value, double sd, double mean, double meanSd, EstrusOptions options)
        => double.IsNaN(value) ? 0 : Math.Max(-options.MaxContraryEvidence, TwoStateFilter.LogLikelihoodRatio(value, sd, mean, meanSd));

    /// <summary>°C more than usual, and more than she was more than usual the day before: whole days are warm or cool for other reasons.</summary>
    private static float Warmer(DeviationBuffer signs, long hour)
    {
        var before = signs.Mean(DeviationKind.Temperature, hour - 6, 18);
        return signs.ValueAt(DeviationKind.Temperature, hour) - (float.IsNaN(before) ? 0 : before);
    }

    private static bool Disturbed(LifeEventLog life, EstrusOptions options, long at)
        => life.HoursSince(LifeEventKind.GroupChange, at) < options.GroupChangeHours || life.HoursSince(LifeEventKind.HoofTrimming, at) < options.TrimmingHours;
}
