using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Climate;

/// <summary>
/// <c>heat-stress/1</c>: the heat load of the place she is kept in, and how she answers to it. The score is the load: points of the temperature-humidity index above 68, added up over
/// the hours of the last day. Certainty is from 0.5 to 1 by load, more when she is warmer or ruminates less.
/// </summary>
internal static class HeatStressDetector
{
    public static void Step(CowMemory cow, long hour, ref Episode episode)
    {
        var options = cow.Options.HeatStress;
        episode.Forget();
        var load = 0.0;
        var hours = 0;
        var first = 0L;
        for (var at = hour - ClimateRing.Lag - 23; at <= hour - ClimateRing.Lag; at++)
        {
            var above = cow.Climate.Thi(at) - options.Thi;
            if (above > 0)
            {
                first = first == 0 ? at : first;
                load += above;
                hours++;
            }
        }

        if (episode.Phase == EpisodePhase.Open && load < options.Over)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, Time.Of(hour + 1));
            return;
        }

        if (episode.Phase == EpisodePhase.None && load >= options.Load)
        {
            episode = new() { Phase = EpisodePhase.Open, Quarter = -1, Start = Time.Of(first), DetectedAt = Time.Of(hour + 1) };
        }

        if (episode.Phase == EpisodePhase.Open && load > episode.Score)
        {
            Rise(cow, hour, load, hours, ref episode);
        }
    }

    private static void Rise(CowMemory cow, long hour, double load, int hours, ref Episode episode)
    {
        var options = cow.Options.HeatStress;
        var evidence = default(Evidence);
        evidence.Add(ReasonCode.HeatLoad, hours, options.Thi, load / options.Full);
        var answers = 0;
        var warmth = cow.Signs.Mean(Sign.Temperature, hour, 12);
        if (warmth > options.Warmth)
        {
            evidence.Add(ReasonCode.Fever, warmth, 0, warmth);
            answers++;
        }

        var rumination = cow.Signs.Of(Sign.RuminationDay, hour);
        if (rumination < options.Rumination)
        {
            var usual = cow.Signs.UsualDay(Series.Rumination, hour, cow.CollarSince(hour));
            evidence.Add(ReasonCode.RuminationDay, 24 * cow.Signs.Day(Series.Rumination, hour), 24 * usual.Median, -rumination / 5);
            answers++;
        }

        episode.Score = (float)load;
        episode.Peak = Time.Of(hour - ClimateRing.Lag);
        episode.Certainty = (float)Math.Min(1, 0.5 + (0.3 * Math.Min(1, load / options.Full)) + (0.1 * answers));
        episode.Evidence = evidence;
    }
}
