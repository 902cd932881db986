using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Estrus;
using SmartDairy.Analytics.Cows.Observations;
using SmartDairy.Analytics.Cows.Yield;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>
/// <c>illness/1</c>: a two-state filter, ill or well, from rumination, eating and activity of the last 24 hours, temperature and yield. The
/// score is the highest probability of illness in the episode, in percent.
/// </summary>
internal static class IllnessDetector
{
    private const float Smoothing = 0.4f;

    public static void Step(CowObservations cow, long hour, in EstrusState heat, ref IllnessState state)
    {
        var options = cow.Options.Illness;
        var end = UnixTime.StartOfHour(hour + 1);
        state.Episode.ResetIfEnded();
        Milked(cow, end, ref state);

        var days = cow.Life.DaysInMilk(end);
        var onset = (days < options.EarlyDays ? options.EarlyRate : options.LaterRate) / 24;
        if (state.IsInitialized == 0)
        {
            state.IsInitialized = 1;
            state.LogOdds = TwoStateFilter.LogOdds(onset * 24);
        }

        var deviations = IllnessDeviations.Compute(cow, hour, in state);
        var evidence = deviations.LogLikelihoodRatio;
        if (Explained(cow, end, in heat))
        {
            evidence = Math.Min(evidence, 0);
        }

        state.LogOdds = TwoStateFilter.Step(state.LogOdds, onset, 1 / (options.CaseDays * 24), options.EvidenceWeight * evidence);
        var now = TwoStateFilter.Probability(state.LogOdds);
        state.RiseStartedAt = now < options.CloseThreshold
            ? 0
            : state.RiseStartedAt == 0 ? UnixTime.StartOfHour(hour) : state.RiseStartedAt;
        ref var episode = ref state.Episode;
        if (episode.Phase == EpisodePhase.Open && now < options.CloseThreshold)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, end);
            return;
        }

        if (episode.Phase == EpisodePhase.None && now >= options.OpenThreshold)
        {
            episode = new() { Phase = EpisodePhase.Open, Quarter = -1, Start = state.RiseStartedAt, DetectedAt = end };
        }

        if (episode.Phase == EpisodePhase.Open && 100 * now > episode.Score)
        {
            (episode.Score, episode.Certainty, episode.Peak) = ((float)(100 * now), (float)now, UnixTime.StartOfHour(hour));
            episode.Reasons = deviations.Explain(cow, hour);
        }
    }

    private static void Milked(CowObservations cow, long end, ref IllnessState state)
    {
        var milkings = cow.Milkings;
        var index = milkings.Count - 1;
        while (index >= 0 && milkings[index].End >= end)
        {
            index--;
        }

        if (index < 0 || milkings[index].End <= state.LastMilkingEnd)
        {
            return;
        }

        state.LastMilkingEnd = milkings[index].End;
        var error = ExpectedYield.Compute(cow, index).StandardizedError;
        if (!float.IsNaN(error))
        {
            state.YieldError += Smoothing * (Math.Clamp(error, -5, 5) - state.YieldError);
            state.YieldErrorWeight += Smoothing * (1 - state.YieldErrorWeight);
        }
    }

    /// <summary>Whether a heat or a calving explains lower rumination and eating.</summary>
    private static bool Explained(CowObservations cow, long at, in EstrusState heat)
    {
        var options = cow.Options.Illness;
        var heatHours = heat.LastOnset == 0 ? double.PositiveInfinity : (at - heat.LastOnset) / (double)UnixTime.HourMs;
        return heat.Episode.Phase == EpisodePhase.Open || heatHours < options.HoursAfterEstrus
            || cow.Life.DaysInMilk(at) * 24 < options.HoursAfterCalving;
    }
}
