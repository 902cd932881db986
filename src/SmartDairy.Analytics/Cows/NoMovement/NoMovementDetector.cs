using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.NoMovement;

/// <summary>
/// <c>no-movement/1</c>: hours without movement, rumination and eating. A collar that cools down is lost, otherwise the cow is down. The
/// score is the number of still hours; certainty rises with the score from 0.7 to 1.
/// </summary>
internal static class NoMovementDetector
{
    public static void Step(CowObservations cow, long hour, ref NoMovementState state)
    {
        state.Episode.ResetIfEnded();
        ref var episode = ref state.Episode;
        if (IsStill(cow, hour) is not { } still)
        {
            return;
        }

        if (!still)
        {
            (state.StillSince, state.StillHours) = (0, 0);
            if (episode.Phase == EpisodePhase.Open)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, UnixTime.StartOfHour(hour));
            }

            return;
        }

        state.StillSince = state.StillSince == 0 ? UnixTime.StartOfHour(hour) : state.StillSince;
        state.StillHours++;
        if (state.StillHours < cow.Options.NoMovement.MinStillHours)
        {
            return;
        }

        if (episode.Phase == EpisodePhase.None)
        {
            episode = new()
            { Phase = EpisodePhase.Open, Quarter = -1, Start = state.StillSince, DetectedAt = UnixTime.StartOfHour(hour + 1) };
        }

        // After a day the finding no longer changes; a lost collar may lie for weeks.
        if (state.StillHours <= 24)
        {
            Explain(cow, hour, state.StillHours, ref episode);
        }
    }

    private static void Explain(CowObservations cow, long hour, long hours, ref Episode episode)
    {
        var evidence = default(EpisodeReasons);
        evidence.Add(ReasonCode.NoMovement, hours, 0, 0.8);
        var cooling = cow.Deviations.Mean(DeviationKind.Temperature, hour, 2);
        var temperature = cow.Hours.Temperature(hour);
        if (!float.IsNaN(cooling) && !float.IsNaN(temperature))
        {
            var isLost = -cooling > cow.Options.NoMovement.LostCollarCooling;
            evidence.Add(isLost ? ReasonCode.CollarCooled : ReasonCode.CollarWarm, temperature, temperature - cooling, isLost ? 0.5 : 0.1);
        }

        episode.Reasons = evidence;
        episode.Score = hours;
        episode.Peak = UnixTime.StartOfHour(hour);
        episode.Certainty = (float)Math.Min(1, 0.7 + (0.03 * (hours - cow.Options.NoMovement.MinStillHours)));
    }

    // Null when the activity of the hour is unknown.
    private static bool? IsStill(CowObservations cow, long hour)
    {
        var options = cow.Options.NoMovement;
        double rise = cow.Deviations.ValueAt(DeviationKind.Activity, hour), minutes = cow.Hours.Rumination(hour) + cow.Hours.Eating(hour);
        if (double.IsNaN(rise))
        {
            return null;
        }

        return rise < Math.Log(options.MaxActivityShare) && !(minutes > options.MaxActiveMinutes);
    }
}
