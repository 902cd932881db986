using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Normal;
using SmartDairy.Analytics.Cows.Yield;

namespace SmartDairy.Analytics.Cows.Udder;

/// <summary>What the whole cow adds to what a quarter tells: yield, the milk's temperature, her collar's temperature and rumination. NaN where not known.</summary>
internal readonly struct UdderSupport
{
    private float Litres { get; init; }

    private YieldForecast Forecast { get; init; }

    private float Warmth { get; init; }

    private float MilkTemperature { get; init; }

    private float Fever { get; init; }

    private float Rumination { get; init; }

    /// <summary>Logarithm of how much likelier all that is in a sick cow, -1 to 2.5.</summary>
    public double Evidence { get; private init; }

    public static UdderSupport Of(CowMemory cow, int index)
    {
        var options = cow.Options.Udder;
        ref readonly var milking = ref cow.Milkings[index];
        var forecast = YieldForecast.Of(cow, index);
        var warmth = milking.Temperature - UsualTemperature(cow.Milkings, index, options);
        var hour = Time.HourOf(milking.End) - UdderDetector.CollarLag;
        var isHeld = cow.Hours.Holds(hour);
        var fever = isHeld ? cow.Signs.Mean(Sign.Temperature, hour, options.CollarHours) : float.NaN;
        var rumination = isHeld ? cow.Signs.Mean(Sign.Rumination, hour, options.CollarHours) : float.NaN;
        var evidence = float.IsNaN(forecast.Error) ? 0 : TwoStates.Evidence(forecast.Error, 1.1, options.Yield, 1.5);
        evidence += float.IsNaN(warmth) ? 0 : TwoStates.Evidence(warmth, options.WarmthSpread, options.Warmth, options.Warmth);
        evidence += float.IsNaN(fever) ? 0 : TwoStates.Evidence(fever, options.FeverSpread, options.Fever, options.Fever);
        evidence += float.IsNaN(rumination) ? 0 : TwoStates.Evidence(rumination, 0.35, -0.5, 0.5);
        return new()
        {
            Litres = milking.Litres,
            Forecast = forecast,
            Warmth = warmth,
            MilkTemperature = milking.Temperature,
            Fever = fever,
            Rumination = rumination,
            Evidence = Math.Clamp(evidence, -1, 2.5),
        };
    }

    public void Explain(ref Evidence evidence)
    {
        if (Forecast.Error < -1)
        {
            evidence.Add(ReasonCode.Yield, Litres, Forecast.Litres, -Forecast.Error / 4);
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
            evidence.Add(ReasonCode.RuminationSpread, Rumination, 0, -Rumination / 3);
        }
    }

    private static float UsualTemperature(MilkingRing milkings, int index, UdderOptions options)
    {
        Span<float> values = stackalloc float[MilkingRing.Length];
        var count = 0;
        for (var i = index - 1; i >= Math.Max(0, index - options.Milkings); i--)
        {
            if (milkings[i].Temperature > 0)
            {
                values[count++] = milkings[i].Temperature;
            }
        }

        return count < 3 ? float.NaN : Robust.Median(values[..count]);
    }
}
