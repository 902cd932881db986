using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>
/// <c>heat/1</c>: a three-state filter: calm, restless for another reason (weather, regrouping, an open gate), or in estrus. Each hour the
/// odds change by the probability that an episode begins or ends and by the likelihood of activity, rumination, eating and temperature
/// against the cow's usual at that hour of the day. The score is the highest log odds of the episode, at most 12; certainty is the
/// corresponding probability.
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
            evidence.Add(ReasonCode.Rumination, cow.Hours.Rumination(hour), cow.Deviations.UsualAt(CollarMetric.Rumination, hour, since),
                -rumination / 3);
        }

        var temperature = cow.Deviations.Mean(DeviationKind.Temperature, hour, 3);
        if (temperature > 0.2)
        {
            evidence.Add(ReasonCode.Temperature, cow.Hours.Temperature(hour),
                cow.Deviations.UsualAt(CollarMetric.Temperature, hour, since), temperature);
        }

        var days = EstrusCyclePrior.DaysSinceLastEstrus(cow.Life, UnixTime.StartOfHour(hour), lastHeat);
        if (double.IsFinite(days))
        {
            evidence.Add(ReasonCode.EstrusCycle, days, cow.Options.Estrus.CycleDays, Math.Abs(days - cow.Options.Estrus.CycleDays) < 5
                ? 0.3
                : -0.1);
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
        var estrusBefore = TwoStateFilter.Probability(state.LogOdds);
        var restlessBefore = state.RestlessProbability;
        var calmBefore = Math.Max(0, 1 - estrusBefore - restlessBefore);
        var onset = options.RestlessSpellsPerDay / 24;
        var estrusNow = ((estrusBefore * (1 - (1 / options.EstrusHours))) + ((calmBefore + restlessBefore) * prior)) * Math.Exp(estrus);
        var restlessNow = ((restlessBefore * (1 - (1 / options.RestlessHours))) + (calmBefore * onset)) * Math.Exp(restless);
        var calmNow = (calmBefore * (1 - prior - onset)) + (estrusBefore / options.EstrusHours) + (restlessBefore / options.RestlessHours);
        state.LogOdds = Math.Clamp(Math.Log(estrusNow / (restlessNow + calmNow)), -MaxLogOdds, MaxLogOdds);
        state.RestlessProbability = restlessNow / (estrusNow + restlessNow + calmNow);
    }

    /// <summary>Log likelihood ratios of the hour in estrus, and in restlessness, over an ordinary day.</summary>
    private static (double Estrus, double Restless) LogLikelihoodRatios(CowObservations cow, long hour, long end)
    {
        var options = cow.Options.Estrus;
        double rise = cow.Deviations.ValueAt(DeviationKind.Activity, hour),
            activitySd = cow.Deviations.ValueAt(DeviationKind.ActivitySd, hour);
        if (double.IsNaN(rise) || double.IsNaN(activitySd))
        {
            return (0, 0);
        }

        var evidence = TwoStateFilter.LogLikelihoodRatio(rise, activitySd, options.ActivityRise, options.ActivityRiseSpread);
        evidence += Shift(cow.Deviations.ValueAt(DeviationKind.Rumination, hour), options.MinuteSpread, options.Rumination,
            options.RuminationSpread, options);
        evidence += Shift(
            cow.Deviations.ValueAt(DeviationKind.Eating, hour), options.MinuteSpread, options.Eating, options.RuminationSpread, options);
        evidence += Shift(
            Warmer(cow.Deviations, hour), options.TemperatureSpread, options.TemperatureRise, options.TemperatureRise, options);
        // Fever or loss of appetite is no heat unless activity rises too.
        if (!(cow.Deviations.Mean(DeviationKind.Activity, hour, options.ActivityWindowHours) > options.MinActivityRise))
        {
            evidence = Math.Min(evidence, 0);
        }

        var weight = Disturbed(cow.Life, options, end) ? options.DisturbedEvidenceWeight : 1;
        var restless =
            TwoStateFilter.LogLikelihoodRatio(rise, activitySd, options.RestlessActivityRise, options.RestlessActivityRiseSpread);
        return (weight * Math.Clamp(evidence, -options.MaxEvidence, options.MaxEvidence),
            Math.Clamp(restless, -options.MaxEvidence, options.MaxEvidence));
    }

    // A cow that ruminates as usual in heat does so in every hour of it, so contrary evidence is limited and must not accumulate.
    private static double Shift(double value, double sd, double mean, double meanSd, EstrusOptions options)
        => double.IsNaN(value) ? 0 : Math.Max(-options.MaxContraryEvidence, TwoStateFilter.LogLikelihoodRatio(value, sd, mean, meanSd));

    /// <summary>
    /// Temperature above the usual, °C, minus the same mean of the 18 hours before: whole days are warm or cool for other reasons.
    /// </summary>
    private static float Warmer(DeviationBuffer deviations, long hour)
    {
        var before = deviations.Mean(DeviationKind.Temperature, hour - 6, 18);
        return deviations.ValueAt(DeviationKind.Temperature, hour) - (float.IsNaN(before) ? 0 : before);
    }

    private static bool Disturbed(LifeEventLog life, EstrusOptions options, long at)
        => life.HoursSince(LifeEventKind.GroupChange, at) < options.GroupChangeHours
        || life.HoursSince(LifeEventKind.HoofTrimming, at) < options.TrimmingHours;
}
