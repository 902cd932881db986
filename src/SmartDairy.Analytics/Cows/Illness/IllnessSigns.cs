using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>Her last 24 hours in her own standard deviations, and °C. NaN where not known.</summary>
internal readonly record struct IllnessSigns(float Rumination, float Eating, float Activity, float Temperature, float Yield, double Evidence)
{
    public static IllnessSigns Of(CowMemory cow, long hour, in IllnessState state)
    {
        var options = cow.Options.Illness;
        var weather = (float)(options.PerThi * Math.Max(0, Thi(cow.Climate, hour) - options.Thi));
        var rumination = cow.Signs.Of(Sign.RuminationDay, hour) + weather;
        var eating = cow.Signs.Of(Sign.EatingDay, hour) + weather;
        var activity = cow.Signs.Of(Sign.ActivityDay, hour);
        var temperature = cow.Signs.Mean(Sign.Temperature, hour, 24) - (0.2f * weather);
        var yield = state.YieldKnown < 0.5f ? float.NaN : state.Yield + weather;
        var evidence = One(rumination, options.Rumination, options) + One(eating, options.Eating, options) + One(activity, options.Activity, options)
            + One(yield, options.Yield, options)
            + (float.IsNaN(temperature) ? 0 : Math.Clamp(TwoStates.Evidence(temperature, options.FeverSpread, options.Fever, options.Fever), -0.5, 2));
        return new(rumination, eating, activity, temperature, yield, float.IsNaN(rumination) && float.IsNaN(eating) ? 0 : evidence);
    }

    public Evidence Explain(CowMemory cow, long hour)
    {
        var evidence = default(Evidence);
        var since = cow.CollarSince(hour);
        Day(cow, hour, since, Series.Rumination, ReasonCode.RuminationDay, Rumination, ref evidence);
        Day(cow, hour, since, Series.Eating, ReasonCode.EatingDay, Eating, ref evidence);
        if (Activity < -1)
        {
            var usual = MathF.Exp(cow.Signs.UsualDay(Series.Activity, hour, since).Median) - 1;
            evidence.Add(ReasonCode.ActivityDay, MathF.Exp(cow.Signs.Day(Series.Activity, hour)) - 1, usual, -Activity / 5);
        }

        if (Temperature > 0.25f)
        {
            evidence.Add(ReasonCode.Fever, Temperature, 0, Temperature);
        }

        if (Yield < -1)
        {
            evidence.Add(ReasonCode.YieldSpread, Yield, 0, -Yield / 5);
        }

        var days = cow.Life.DaysInMilk(Time.Of(hour));
        if (days < cow.Options.Illness.EarlyDays)
        {
            evidence.Add(ReasonCode.EarlyLactation, days, double.NaN, 0.3);
        }

        return evidence;
    }

    private static void Day(CowMemory cow, long hour, long since, Series series, ReasonCode code, float deviation, ref Evidence evidence)
    {
        if (deviation < -1)
        {
            evidence.Add(code, 24 * cow.Signs.Day(series, hour), 24 * cow.Signs.UsualDay(series, hour, since).Median, -deviation / 5);
        }
    }

    private static double One(float deviation, double mean, IllnessOptions options)
        => float.IsNaN(deviation) ? 0 : Math.Clamp(TwoStates.Evidence(deviation, options.Ordinary, mean, options.Spread), -3, 3);

    // The climate of an hour is often told a little later than the collar's.
    private static double Thi(ClimateRing climate, long hour)
    {
        var sum = 0.0;
        var count = 0;
        for (var at = hour - ClimateRing.Lag - 23; at <= hour - ClimateRing.Lag; at++)
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
