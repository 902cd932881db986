using SmartDairy.Analytics.Cows;
using SmartDairy.Analytics.Lactation;

namespace SmartDairy.Analytics.Tests.Cows;

/// <summary>Regular morning and evening milkings of a cow with a little noise; tests add deviations.</summary>
internal sealed class OrdinaryUdder(int seed)
{
    public const int DaysInMilk = 60;

    private readonly Random _random = new(seed);

    /// <summary>Factor on the conductivity of a quarter by number of the milking.</summary>
    public Func<int, int, double> Conductivity { get; init; } = (_, _) => 1;

    /// <summary>Factor on the milk of a quarter by number of the milking.</summary>
    public Func<int, int, double> Milk { get; init; } = (_, _) => 1;

    public Func<int, bool> Blood { get; init; } = _ => false;

    public bool KnowsQuarters { get; init; } = true;

    public IReadOnlyList<MilkingObservation> Milkings(int count) => [.. Enumerable.Range(0, count).Select(Milking)];

    private MilkingObservation Milking(int number)
    {
        var interval = number % 2 == 0 ? 13 : 11;
        var start = ((OrdinaryCow.FirstHour + (12 * number) + 5) * 3_600_000L) + (number % 2 == 0 ? 3_600_000 : 0);
        var litres = WoodCurve.ForParity(2).YieldOn(DaysInMilk + (number / 2.0)) / MilkDensity.KilogramsPerLitre * interval / 24;
        var meter = 1 + (0.02 * Normal());
        double[] level = [4.7, 4.9, 4.6, 5.0], share = [0.22, 0.22, 0.29, 0.27];
        var conductivity = level.Select((value, quarter) => value * meter * Conductivity(number, quarter) * (1 + (0.02 * Normal())))
            .ToArray();
        var milk = share.Select((value, quarter) => value * litres * Milk(number, quarter) * (1 + (0.06 * Normal()))).ToArray();
        return new()
        {
            Start = start,
            End = start + 420_000,
            Litres = milk.Sum(),
            Conductivity = milk.Zip(conductivity, (amount, value) => amount * value).Sum() / milk.Sum(),
            QuarterConductivity = KnowsQuarters ? conductivity : null,
            QuarterLitres = KnowsQuarters ? milk : null,
            Temperature = 38.2 + (0.15 * Normal()),
            Blood = Blood(number),
            IntervalHours = interval,
        };
    }

    private double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }
}
