using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.HeatStress;

/// <summary>
/// <c>heat-stress/1</c>: the heat load of the cow's place and the cow's response to it. The score is the load: points of the
/// temperature-humidity index above 68, summed over the hours of the last day. Certainty is 0.5 to 1 by load, higher when the cow is warmer
/// or ruminates less.
/// </summary>
internal static class HeatStressDetector
{
    public static void Step(CowObservations cow, long hour, ref Episode episode)
    {
        var options = cow.Options.HeatStress;
        episode.ResetIfEnded();
        var load = 0.0;
        var hours = 0;
        var first = 0L;
        for (var at = hour - ClimateHourBuffer.LagHours - 23; at <= hour - ClimateHourBuffer.LagHours; at++)
        {
            var above = cow.Climate.Thi(at) - options.ThiThreshold;
            if (above > 0)
            {
                first = first == 0 ? at : first;
                load += above;
                hours++;
            }
        }

        if (episode.Phase == EpisodePhase.Open && load < options.CloseLoad)
        {
            (episode.Phase, episode.End) = (EpisodePhase.Ended, UnixTime.StartOfHour(hour + 1));
            return;
        }

        if (episode.Phase == EpisodePhase.None && load >= options.OpenLoad)
        {
            episode = new()
            {
                Phase = EpisodePhase.Open,
                Quarter = -1,
                Start = UnixTime.StartOfHour(first),
                DetectedAt = UnixTime.StartOfHour(hour + 1)
            };
        }

        if (episode.Phase == EpisodePhase.Open && load > episode.Score)
        {
            Rise(cow, hour, load, hours, ref episode);
        }
    }

    private static void Rise(CowObservations cow, long hour, double load, int hours, ref Episode episode)
    {
        var options = cow.Options.HeatStress;
        var evidence = default(EpisodeReasons);
        evidence.Add(ReasonCode.HeatLoad, hours, options.ThiThreshold, load / options.SaturationLoad);
        var responses = 0;
        var warmth = cow.Deviations.Mean(DeviationKind.Temperature, hour, 12);
        if (warmth > options.TemperatureRise)
        {
            evidence.Add(ReasonCode.Fever, warmth, 0, warmth);
            responses++;
        }

        var rumination = cow.Deviations.ValueAt(DeviationKind.RuminationDay, hour);
        if (rumination < options.Rumination)
        {
            var usual = cow.Deviations.UsualDayMean(CollarMetric.Rumination, hour, cow.CollarWornSince(hour));
            evidence.Add(
                ReasonCode.RuminationDay, 24 * cow.Deviations.Day(CollarMetric.Rumination, hour), 24 * usual.Median, -rumination / 5);
            responses++;
        }

        episode.Score = (float)load;
        episode.Peak = UnixTime.StartOfHour(hour - ClimateHourBuffer.LagHours);
        episode.Certainty = (float)Math.Min(1, 0.5 + (0.3 * Math.Min(1, load / options.SaturationLoad)) + (0.1 * responses));
        episode.Reasons = evidence;
    }
}
