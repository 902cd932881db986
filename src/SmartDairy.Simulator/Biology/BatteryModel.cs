using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

internal static class BatteryModel
{
    private const double DaysPerMonth = 30.4;

    /// <summary>
    /// Level in percent: falls linearly from 100 to 12 over the given months, then the battery is changed. Devices start at different
    /// points of the cycle.
    /// </summary>
    public static int LevelPercent(IndexedRandom noise, long at, double months)
    {
        var life = months * DaysPerMonth * 86_400_000;
        var used = ((at / life) + noise.Uniform(-7)) % 1;
        return (int)(100 - (88 * used));
    }

    /// <summary>Battery life of a collar in months: each message uses the same charge, at any interval.</summary>
    public static double CollarMonths(CollarParameters collars, TimeSpan interval)
    {
        var perHourly = Math.Max(0, (1 / collars.HourlyMonths) - (1 / collars.StandbyMonths));
        return 1 / ((1 / collars.StandbyMonths) + (perHourly * (TimeSpan.FromHours(1) / interval)));
    }
}
