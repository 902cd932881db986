using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>
/// <c>calving/1</c>: a two-state filter, about to calve or not, active only near the due date. The score is the highest log odds of the
/// episode. An episode ends with the reported calving, or when the signs disappear.
/// </summary>
internal static class CalvingDetector
{
    public static void Step(CowObservations cow, long hour, ref CalvingState state)
    {
        var options = cow.Options.Calving;
        var end = UnixTime.StartOfHour(hour + 1);
        state.Episode.ResetIfEnded();
        ref var episode = ref state.Episode;
        var rate = CalvingDueDate.OnsetRatePerDay(cow, end);
        if (double.IsNaN(rate))
        {
            (state.LogOdds, state.RiseStartedAt) = (0, 0);
            if (episode.Phase == EpisodePhase.Open)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, Math.Max(episode.DetectedAt, cow.Life.LastCalvingBefore(end) ?? end));
            }

            return;
        }

        var onset = Math.Clamp(rate / 24, 1e-6, 0.2);
        state.LogOdds = state.LogOdds == 0 ? TwoStateFilter.LogOdds(onset) : state.LogOdds;
        state.LogOdds =
            TwoStateFilter.Step(state.LogOdds, onset, 1 / (3 * options.SignHours), options.EvidenceWeight * LogLikelihoodRatio(cow, hour));
        var now = TwoStateFilter.Probability(state.LogOdds);
        state.RiseStartedAt = now < options.CloseThreshold
            ? 0
            : state.RiseStartedAt == 0 ? UnixTime.StartOfHour(hour) : state.RiseStartedAt;
        if (episode.Phase == EpisodePhase.Open && now < options.CloseThreshold)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, end);
            return;
        }

        if (episode.Phase == EpisodePhase.None && now >= options.OpenThreshold)
        {
            episode = new()
            {
                Phase = EpisodePhase.Open,
                Quarter = -1,
                Start = state.RiseStartedAt,
                DetectedAt = end,
                ActFrom = end,
                ActUntil = end + (long)(options.SignHours * UnixTime.HourMs)
            };
        }

        if (episode.Phase == EpisodePhase.Open && (episode.Certainty == 0 || state.LogOdds > episode.Score))
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)state.LogOdds, (float)now, UnixTime.StartOfHour(hour));
            episode.Reasons = Explain(cow, hour);
        }
    }

    private static double LogLikelihoodRatio(CowObservations cow, long hour)
    {
        var options = cow.Options.Calving;
        double rumination = cow.Deviations.ValueAt(DeviationKind.Rumination, hour),
            eating = cow.Deviations.ValueAt(DeviationKind.Eating, hour);
        double activity = cow.Deviations.ValueAt(DeviationKind.Activity, hour),
            activitySd = cow.Deviations.ValueAt(DeviationKind.ActivitySd, hour),
            temperature = cow.Deviations.ValueAt(DeviationKind.Temperature, hour);
        var evidence = double.IsNaN(rumination) ? 0 : TwoStateFilter.LogLikelihoodRatio(rumination, 1.1, options.Rumination, 1);
        evidence += double.IsNaN(eating) ? 0 : TwoStateFilter.LogLikelihoodRatio(eating, 1.1, options.Rumination / 2, 1);
        evidence += double.IsNaN(activity)
            ? 0
            : TwoStateFilter.LogLikelihoodRatio(activity, activitySd, options.Activity, options.Activity);
        evidence += double.IsNaN(temperature) ? 0 : TwoStateFilter.LogLikelihoodRatio(temperature, 0.2, options.Temperature, 0.2);
        return Math.Clamp(evidence, -3, 3);
    }

    private static EpisodeReasons Explain(CowObservations cow, long hour)
    {
        var evidence = default(EpisodeReasons);
        var at = UnixTime.StartOfHour(hour);
        if (CalvingDueDate.Estimate(cow, at) is { } due)
        {
            evidence.Add(ReasonCode.DueDate, Math.Round((due - at) / (double)UnixTime.DayMs), double.NaN, 0.3);
        }
        else if (cow.Life.LastBefore(LifeEventKind.DryOff, at) is { } dried)
        {
            evidence.Add(ReasonCode.DryDays, (at - dried) / (double)UnixTime.DayMs, double.NaN, 0.2);
        }

        var rumination = cow.Deviations.Mean(DeviationKind.Rumination, hour, 12);
        if (rumination < -0.4f)
        {
            evidence.Add(ReasonCode.RuminationDeviation, rumination, 0, -rumination / 2);
        }

        var activity = cow.Deviations.Mean(DeviationKind.Activity, hour, 6);
        if (activity > 0.2f)
        {
            evidence.Add(ReasonCode.Restlessness, MathF.Exp(activity), 1, activity);
        }

        var temperature = cow.Deviations.Mean(DeviationKind.Temperature, hour, 12);
        if (temperature < -0.15f)
        {
            evidence.Add(ReasonCode.TemperatureFall, temperature, 0, -temperature);
        }

        return evidence;
    }
}
