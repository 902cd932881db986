using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Movement;

/// <summary>
/// <c>no-movement/1</c>: hours without movement, rumination and eating. When the collar cools down it is lost, else she is down. The score is the number of still hours; certainty
/// rises with it from 0.7 to 1.
/// </summary>
internal static class MovementDetector
{
    public static void Step(CowMemory cow, long hour, ref MovementState state)
    {
        state.Episode.Forget();
        ref var episode = ref state.Episode;
        if (IsStill(cow, hour) is not { } still)
        {
            return;
        }

        if (!still)
        {
            (state.Still, state.Hours) = (0, 0);
            if (episode.Phase == EpisodePhase.Open)
            {
                (episode.Phase, episode.End) = (EpisodePhase.Ended, Time.Of(hour));
            }

            return;
        }

        state.Still = state.Still == 0 ? Time.Of(hour) : state.Still;
        state.Hours++;
        if (state.Hours < cow.Options.Movement.Hours)
        {
            return;
        }

        if (episode.Phase == EpisodePhase.None)
        {
            episode = new() { Phase = EpisodePhase.Open, Quarter = -1, Start = state.Still, DetectedAt = Time.Of(hour + 1) };
        }

        // After a day nothing new is said; a lost collar may lie for weeks.
        if (state.Hours <= 24)
        {
            Explain(cow, hour, state.Hours, ref episode);
        }
    }

    private static void Explain(CowMemory cow, long hour, long hours, ref Episode episode)
    {
        var evidence = default(Evidence);
        evidence.Add(ReasonCode.Stillness, hours, 0, 0.8);
        var cooling = cow.Signs.Mean(Sign.Temperature, hour, 2);
        var temperature = cow.Hours.Temperature(hour);
        if (!float.IsNaN(cooling) && !float.IsNaN(temperature))
        {
            var isLost = -cooling > cow.Options.Movement.Cooling;
            evidence.Add(isLost ? ReasonCode.Cooling : ReasonCode.Warm, temperature, temperature - cooling, isLost ? 0.5 : 0.1);
        }

        episode.Evidence = evidence;
        episode.Score = hours;
        episode.Peak = Time.Of(hour);
        episode.Certainty = (float)Math.Min(1, 0.7 + (0.03 * (hours - cow.Options.Movement.Hours)));
    }

    // Null when the collar said nothing.
    private static bool? IsStill(CowMemory cow, long hour)
    {
        var options = cow.Options.Movement;
        double rise = cow.Signs.Of(Sign.Activity, hour), minutes = cow.Hours.Rumination(hour) + cow.Hours.Eating(hour);
        if (double.IsNaN(rise))
        {
            return null;
        }

        return rise < Math.Log(options.Activity) && !(minutes > options.Minutes);
    }
}
