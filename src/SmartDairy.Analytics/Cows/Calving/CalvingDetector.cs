using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>
/// <c>calving/1</c>: a filter of two states, about to calve or not, near her due date only. The score is the highest logarithm of the odds. It ends with the calving that people
/// tell, or when the signs go.
/// </summary>
internal static class CalvingDetector
{
    public static void Step(CowMemory cow, long hour, ref CalvingState state)
    {
        var options = cow.Options.Calving;
        var end = Time.Of(hour + 1);
        state.Episode.Forget();
        ref var episode = ref state.Episode;
        var rate = DueDate.Rate(cow, end);
        if (double.IsNaN(rate))
        {
            (state.LogOdds, state.Rise) = (0, 0);
            if (episode.Phase == EpisodePhase.Open)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, Math.Max(episode.DetectedAt, cow.Life.Calved(end) ?? end));
            }

            return;
        }

        var begins = Math.Clamp(rate / 24, 1e-6, 0.2);
        state.LogOdds = state.LogOdds == 0 ? TwoStates.LogOdds(begins) : state.LogOdds;
        state.LogOdds = TwoStates.Step(state.LogOdds, begins, 1 / (3 * options.Hours), options.Independence * Evidence(cow, hour));
        var now = TwoStates.Probability(state.LogOdds);
        state.Rise = now < options.Over ? 0 : state.Rise == 0 ? Time.Of(hour) : state.Rise;
        if (episode.Phase == EpisodePhase.Open && now < options.Over)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, end);
            return;
        }

        if (episode.Phase == EpisodePhase.None && now >= options.Tell)
        {
            episode = new() { Phase = EpisodePhase.Open, Quarter = -1, Start = state.Rise, DetectedAt = end, ActFrom = end, ActUntil = end + (long)(options.Hours * Time.Hour) };
        }

        if (episode.Phase == EpisodePhase.Open && (episode.Certainty == 0 || state.LogOdds > episode.Score))
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)state.LogOdds, (float)now, Time.Of(hour));
            episode.Evidence = Explain(cow, hour);
        }
    }

    private static double Evidence(CowMemory cow, long hour)
    {
        var options = cow.Options.Calving;
        double rumination = cow.Signs.Of(Sign.Rumination, hour), eating = cow.Signs.Of(Sign.Eating, hour);
        double activity = cow.Signs.Of(Sign.Activity, hour), spread = cow.Signs.Of(Sign.ActivitySpread, hour), warm = cow.Signs.Of(Sign.Temperature, hour);
        var evidence = double.IsNaN(rumination) ? 0 : TwoStates.Evidence(rumination, 1.1, options.Rumination, 1);
        evidence += double.IsNaN(eating) ? 0 : TwoStates.Evidence(eating, 1.1, options.Rumination / 2, 1);
        evidence += double.IsNaN(activity) ? 0 : TwoStates.Evidence(activity, spread, options.Activity, options.Activity);
        evidence += double.IsNaN(warm) ? 0 : TwoStates.Evidence(warm, 0.2, options.Temperature, 0.2);
        return Math.Clamp(evidence, -3, 3);
    }

    private static Evidence Explain(CowMemory cow, long hour)
    {
        var evidence = default(Evidence);
        var at = Time.Of(hour);
        if (DueDate.Of(cow, at) is { } due)
        {
            evidence.Add(ReasonCode.DueDate, Math.Round((due - at) / (double)Time.Day), double.NaN, 0.3);
        }
        else if (cow.Life.Last(LifeEventKind.DryOff, at) is { } dried)
        {
            evidence.Add(ReasonCode.DryDays, (at - dried) / (double)Time.Day, double.NaN, 0.2);
        }

        var rumination = cow.Signs.Mean(Sign.Rumination, hour, 12);
        if (rumination < -0.4f)
        {
            evidence.Add(ReasonCode.RuminationSpread, rumination, 0, -rumination / 2);
        }

        var activity = cow.Signs.Mean(Sign.Activity, hour, 6);
        if (activity > 0.2f)
        {
            evidence.Add(ReasonCode.Restlessness, MathF.Exp(activity), 1, activity);
        }

        var warm = cow.Signs.Mean(Sign.Temperature, hour, 12);
        if (warm < -0.15f)
        {
            evidence.Add(ReasonCode.TemperatureFall, warm, 0, -warm);
        }

        return evidence;
    }
}
