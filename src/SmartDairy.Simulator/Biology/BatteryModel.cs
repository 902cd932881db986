using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

internal static class BatteryModel
{
    private const double DaysPerMonth = 30.4;

    /// <summary>Percent left: falls evenly from 100 to 12 in that many months, then it is changed. Each device is somewhere else in its cycle.</summary>
    public static int LevelPercent(IndexedRandom noise, long at, double months)
    {
        var life = months * DaysPerMonth * 86_400_000;
        var used = ((at / life) + noise.Uniform(-7)) % 1;
        return (int)(100 - (88 * used));
    }

    /// <summary>Months that a collar's battery lasts: each message takes the same from it, whatever the rhythm.</summary>
    public static double CollarMonths(CollarParameters collars, TimeSpan interval)
    {
        var perHourly = Math.Max(0, (1 / collars.HourlyMonths) - (1 / collars.StandbyMonths));
        return 1 / ((1 / collars.StandbyMonths) + (perHourly * (TimeSpan.FromHours(1) / interval)));
    }
}
