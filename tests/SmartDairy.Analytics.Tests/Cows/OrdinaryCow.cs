using SmartDairy.Analytics.Cows;

namespace SmartDairy.Analytics.Tests.Cows;

/// <summary>A cow with a regular daily rhythm and a little noise; tests add deviations.</summary>
internal sealed class OrdinaryCow(int seed)
{
    public const long FirstHour = 493_104; // 2026-04-03T00:00Z

    private readonly Random _random = new(seed);

    /// <summary>Factor on activity by hour from <see cref="FirstHour"/>.</summary>
    public Func<int, double> Activity { get; init; } = _ => 1;

    /// <summary>Factor on rumination and eating.</summary>
    public Func<int, double> Appetite { get; init; } = _ => 1;

    /// <summary>°C more than usual.</summary>
    public Func<int, double> Fever { get; init; } = _ => 0;

    public IReadOnlyList<CollarHour> Hours(int count) => [.. Enumerable.Range(0, count).Select(Hour)];

    private CollarHour Hour(int index)
    {
        var hourOfDay = index % 24;
        var rhythm = 0.7 - (0.35 * Math.Cos((hourOfDay - 3) / 24.0 * 2 * Math.PI));
        var activity = 38 * rhythm * Activity(index) * Math.Exp(0.2 * Normal());
        var rumination = Math.Clamp((hourOfDay is < 5 or > 20 ? 26 : 15) * Appetite(index) * (1 + (0.15 * Normal())), 0, 60);
        var eating = Math.Clamp((hourOfDay is > 5 and < 20 ? 17 : 4) * Appetite(index) * (1 + (0.2 * Normal())), 0, 60 - rumination);
        var temperature = 38.4 + (0.3 * Math.Sin((hourOfDay - 12) / 24.0 * 2 * Math.PI)) + Fever(index) + (0.1 * Normal());
        return new(FirstHour + index, activity, rumination, eating, Math.Max(0, 60 - rumination - eating - 8), temperature, 1);
    }

    private double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }
}
