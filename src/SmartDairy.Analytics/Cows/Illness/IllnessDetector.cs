using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Heat;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;
using SmartDairy.Analytics.Cows.Yield;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>
/// <c>illness/1</c>: a filter of two states, ill or well, from rumination, eating and activity of the last 24 hours, temperature and yield. The score is the chance of illness,
/// 0 to 100, its highest in the episode.
/// </summary>
internal static class IllnessDetector
{
    private const float Smoothing = 0.4f;

    public static void Step(CowMemory cow, long hour, in HeatState heat, ref IllnessState state)
    {
        var options = cow.Options.Illness;
        var end = Time.Of(hour + 1);
        state.Episode.Forget();
        Milked(cow, end, ref state);

        var days = cow.Life.DaysInMilk(end);
        var begins = (days < options.EarlyDays ? options.EarlyRate : options.LaterRate) / 24;
        if (state.Begun == 0)
        {
            state.Begun = 1;
            state.LogOdds = TwoStates.LogOdds(begins * 24);
        }

        var signs = IllnessSigns.Of(cow, hour, in state);
        var evidence = signs.Evidence;
        if (Explained(cow, end, in heat))
        {
            evidence = Math.Min(evidence, 0);
        }

        state.LogOdds = TwoStates.Step(state.LogOdds, begins, 1 / (options.Days * 24), options.Independence * evidence);
        var now = TwoStates.Probability(state.LogOdds);
        state.Rise = now < options.Over ? 0 : state.Rise == 0 ? Time.Of(hour) : state.Rise;
        ref var episode = ref state.Episode;
        if (episode.Phase == EpisodePhase.Open && now < options.Over)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, end);
            return;
        }

        if (episode.Phase == EpisodePhase.None && now >= options.Tell)
        {
            episode = new() { Phase = EpisodePhase.Open, Quarter = -1, Start = state.Rise, DetectedAt = end };
        }

        if (episode.Phase == EpisodePhase.Open && 100 * now > episode.Score)
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)(100 * now), (float)now, Time.Of(hour));
            episode.Evidence = signs.Explain(cow, hour);
        }
    }

    private static void Milked(CowMemory cow, long end, ref IllnessState state)
    {
        var milkings = cow.Milkings;
        var index = milkings.Count - 1;
        while (index >= 0 && milkings[index].End >= end)
        {
            index--;
        }

        if (index < 0 || milkings[index].End <= state.Milked)
        {
            return;
        }

        state.Milked = milkings[index].End;
        var error = YieldForecast.Of(cow, index).Error;
        if (!float.IsNaN(error))
        {
            state.Yield += Smoothing * (Math.Clamp(error, -5, 5) - state.Yield);
            state.YieldKnown += Smoothing * (1 - state.YieldKnown);
        }
    }

    /// <summary>Heat and calving lower rumination and eating too.</summary>
    private static bool Explained(CowMemory cow, long at, in HeatState heat)
    {
        var options = cow.Options.Illness;
        var heatHours = heat.Last == 0 ? double.PositiveInfinity : (at - heat.Last) / (double)Time.Hour;
        return heat.Episode.Phase == EpisodePhase.Open || heatHours < options.HeatHours
            || cow.Life.DaysInMilk(at) * 24 < options.CalvingHours;
    }
}
