using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>Deviations of the last 24 hours, in the cow's standard deviations; temperature in °C. NaN when unknown.</summary>
internal readonly record struct IllnessDeviations(
    float Rumination, float Eating, float Activity, float Temperature, float Yield, double LogLikelihoodRatio)
{
    public static IllnessDeviations Compute(CowObservations cow, long hour, in IllnessState state)
    {
        var options = cow.Options.Illness;
        var weather = (float)(options.PerThi * Math.Max(0, Thi(cow.Climate, hour) - options.ThiThreshold));
        var rumination = cow.Deviations.ValueAt(DeviationKind.RuminationDay, hour) + weather;
        var eating = cow.Deviations.ValueAt(DeviationKind.EatingDay, hour) + weather;
        var activity = cow.Deviations.ValueAt(DeviationKind.ActivityDay, hour);
        var temperature = cow.Deviations.Mean(DeviationKind.Temperature, hour, 24) - (0.2f * weather);
        var yield = state.YieldErrorWeight < 0.5f ? float.NaN : state.YieldError + weather;
        var evidence =
            LogLikelihoodRatioOf(rumination, options.Rumination, options) + LogLikelihoodRatioOf(eating, options.Eating, options)
            + LogLikelihoodRatioOf(activity, options.Activity, options)
            + LogLikelihoodRatioOf(yield, options.Yield, options)
            + (float.IsNaN(temperature)
                ? 0
                : Math.Clamp(TwoStateFilter.LogLikelihoodRatio(temperature, options.FeverSpread, options.Fever, options.Fever), -0.5, 2));
        return new(rumination, eating, activity, temperature, yield, float.IsNaN(rumination) && float.IsNaN(eating) ? 0 : evidence);
    }

    public EpisodeReasons Explain(CowObservations cow, long hour)
    {
        var evidence = default(EpisodeReasons);
        var since = cow.CollarWornSince(hour);
        Day(cow, hour, since, CollarMetric.Rumination, ReasonCode.RuminationDay, Rumination, ref evidence);
        Day(cow, hour, since, CollarMetric.Eating, ReasonCode.EatingDay, Eating, ref evidence);
        if (Activity < -1)
        {
            var usual = MathF.Exp(cow.Deviations.UsualDayMean(CollarMetric.Activity, hour, since).Median) - 1;
            evidence.Add(ReasonCode.ActivityDay, MathF.Exp(cow.Deviations.Day(CollarMetric.Activity, hour)) - 1, usual, -Activity / 5);
        }

        if (Temperature > 0.25f)
        {
            evidence.Add(ReasonCode.Fever, Temperature, 0, Temperature);
        }

        if (Yield < -1)
        {
            evidence.Add(ReasonCode.YieldDeviation, Yield, 0, -Yield / 5);
        }

        var days = cow.Life.DaysInMilk(UnixTime.StartOfHour(hour));
        if (days < cow.Options.Illness.EarlyDays)
        {
            evidence.Add(ReasonCode.EarlyLactation, days, double.NaN, 0.3);
        }

        return evidence;
    }

    private static void Day(
        CowObservations cow, long hour, long since, CollarMetric series, ReasonCode code, float deviation, ref EpisodeReasons evidence)
    {
        if (deviation < -1)
        {
            evidence.Add(
                code, 24 * cow.Deviations.Day(series, hour), 24 * cow.Deviations.UsualDayMean(series, hour, since).Median, -deviation / 5);
        }
    }

    private static double LogLikelihoodRatioOf(float deviation, double mean, IllnessOptions options)
        => float.IsNaN(deviation)
            ? 0
            : Math.Clamp(TwoStateFilter.LogLikelihoodRatio(deviation, options.HealthySpread, mean, options.CaseSpread), -3, 3);

    // Climate data of an hour often arrive a little later than collar data.
    private static double Thi(ClimateHourBuffer climate, long hour)
    {
        var sum = 0.0;
        var count = 0;
        for (var at = hour - ClimateHourBuffer.LagHours - 23; at <= hour - ClimateHourBuffer.LagHours; at++)
        {
            var thi = climate.Thi(at);
            if (!float.IsNaN(thi))
            {
                sum += thi;
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
