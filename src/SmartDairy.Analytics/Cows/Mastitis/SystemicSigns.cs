using SmartDairy.Analytics.Cows.Deviations;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Observations;
using SmartDairy.Analytics.Cows.Yield;

namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>
/// Evidence from the whole cow beside that of a quarter: yield, milk temperature, collar temperature and rumination. NaN when unknown.
/// </summary>
internal readonly struct SystemicSigns
{
    private float Litres { get; init; }

    private ExpectedYield Forecast { get; init; }

    private float Warmth { get; init; }

    private float MilkTemperature { get; init; }

    private float Fever { get; init; }

    private float Rumination { get; init; }

    /// <summary>Log likelihood ratio of these signs, in a sick cow over a healthy one, -1 to 2.5.</summary>
    public double LogLikelihoodRatio { get; private init; }

    public static SystemicSigns Compute(CowObservations cow, int index)
    {
        var options = cow.Options.Mastitis;
        ref readonly var milking = ref cow.Milkings[index];
        var forecast = ExpectedYield.Compute(cow, index);
        var warmth = milking.Temperature - UsualTemperature(cow.Milkings, index, options);
        var hour = UnixTime.HourOf(milking.End) - MastitisDetector.CollarLagHours;
        var isHeld = cow.Hours.Contains(hour);
        var fever = isHeld ? cow.Deviations.Mean(DeviationKind.Temperature, hour, options.CollarHours) : float.NaN;
        var rumination = isHeld ? cow.Deviations.Mean(DeviationKind.Rumination, hour, options.CollarHours) : float.NaN;
        var evidence = float.IsNaN(forecast.StandardizedError)
            ? 0
            : TwoStateFilter.LogLikelihoodRatio(forecast.StandardizedError, 1.1, options.Yield, 1.5);
        evidence += float.IsNaN(warmth)
            ? 0
            : TwoStateFilter.LogLikelihoodRatio(
                warmth, options.MilkTemperatureSpread, options.MilkTemperatureRise, options.MilkTemperatureRise);
        evidence += float.IsNaN(fever) ? 0 : TwoStateFilter.LogLikelihoodRatio(fever, options.FeverSpread, options.Fever, options.Fever);
        evidence += float.IsNaN(rumination) ? 0 : TwoStateFilter.LogLikelihoodRatio(rumination, 0.35, -0.5, 0.5);
        return new()
        {
            Litres = milking.Litres,
            Forecast = forecast,
            Warmth = warmth,
            MilkTemperature = milking.Temperature,
            Fever = fever,
            Rumination = rumination,
            LogLikelihoodRatio = Math.Clamp(evidence, -1, 2.5),
        };
    }

    public void Explain(ref EpisodeReasons evidence)
    {
        if (Forecast.StandardizedError < -1)
        {
            evidence.Add(ReasonCode.Yield, Litres, Forecast.Litres, -Forecast.StandardizedError / 4);
        }

        if (Warmth > 0.3f)
        {
            evidence.Add(ReasonCode.MilkTemperature, MilkTemperature, MilkTemperature - Warmth, Warmth / 2);
        }

        if (Fever > 0.3f)
        {
            evidence.Add(ReasonCode.Fever, Fever, 0, Fever / 2);
        }

        if (Rumination < -0.5f)
        {
            evidence.Add(ReasonCode.RuminationDeviation, Rumination, 0, -Rumination / 3);
        }
    }

    private static float UsualTemperature(MilkingBuffer milkings, int index, MastitisOptions options)
    {
        Span<float> values = stackalloc float[MilkingBuffer.Capacity];
        var count = 0;
        for (var i = index - 1; i >= Math.Max(0, index - options.Milkings); i--)
        {
            if (milkings[i].Temperature > 0)
            {
                values[count++] = milkings[i].Temperature;
            }
        }

        return count < 3 ? float.NaN : RobustStatistics.Median(values[..count]);
    }
}
