using SmartDairy.Simulator.Nature;

namespace SmartDairy.Simulator.Messages;

/// <summary>What one milking gave: litres, L/min, L/min, °C, mS/cm.</summary>
internal readonly record struct MilkYield(double Litres, double AverageFlow, double PeakFlow, double Temperature, double Conductivity, bool Incomplete)
{
    private const double KilogramsPerLitre = 1.03;

    public int Seconds => (int)Math.Ceiling(Litres / AverageFlow * 60);

    /// <param name="intervalShare">The part of a day since the last milking: milk is let down about evenly.</param>
    public static MilkYield Of(Cow cow, long at, double intervalShare)
    {
        var draw = cow.Noise.Of(71, 0);
        var index = at / 60_000 * 8;
        var incomplete = draw.Uniform(index + 7) < 0.01;
        var litres = cow.DailyYield(at) * intervalShare / KilogramsPerLitre * (1 + (0.04 * draw.Normal(index)));
        litres = Math.Round(Math.Max(1, incomplete ? litres * 0.6 : litres), 1);
        var flow = Math.Round(Math.Max(0.8, 1.4 + (0.075 * litres) + (0.25 * draw.Normal(index + 1))), 1);
        var peak = Math.Round(flow * (1.4 + (0.12 * draw.Uniform(index + 2))), 1);
        var sick = cow.HasMastitis(at);
        // Infected udders rise by 10 to 15 % and more over the cow's own mean of 14 milkings, the field's usual threshold.
        var conductivity = Math.Round((cow.Conductivity * (sick ? 1.28 : 1)) + (0.12 * draw.Normal(index + 3)), 2);
        var temperature = Math.Round(37.4 + (sick ? 0.9 : 0) + (0.25 * draw.Normal(index + 4)), 1);
        return new MilkYield(litres, flow, peak, temperature, conductivity, incomplete);
    }
}
