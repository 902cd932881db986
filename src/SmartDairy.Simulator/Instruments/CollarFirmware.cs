namespace SmartDairy.Simulator.Instruments;

/// <summary>Judgements of a simple collar's firmware, from its own counts and with the same thresholds for all cows.</summary>
internal static class CollarFirmware
{
    private const int Window = 4;
    private const double HeatFrom = 0.7;
    private const double RuminationFrom = 0.7;

    /// <summary>0 to 1: the counts of the last four hours against the same hours of the three days before.</summary>
    public static double HeatIndex(CollarDayCounters day, int hour)
    {
        double now = 0, before = 0;
        for (var back = 0; back < Window; back++)
        {
            var at = hour - back;
            now += at >= 0 ? day.Activity[at] : day.PastActivity[24 + at];
            for (var past = 0; past < CollarDayCounters.PastDays; past++)
            {
                // Hours before midnight belong to the previous day, so their reference days are one day earlier.
                var row = at >= 0 ? past : Math.Min(past + 1, CollarDayCounters.PastDays - 1);
                before += day.PastActivity[(row * 24) + Math.Min((at + 24) % 24, 23)];
            }
        }

        var ratio = Math.Log((now + 1) / ((before / CollarDayCounters.PastDays) + 1));
        return 1 / (1 + Math.Exp((0.55 - ratio) / 0.2));
    }

    public static string FertilityStatus(double heatIndex) => heatIndex >= HeatFrom ? "heat" : "normal";

    /// <summary>Whether yesterday's rumination was below 70 % of the mean of the two days before.</summary>
    public static bool HasHealthAlert(CollarDayCounters day) =>
        day.PastRumination[0] < RuminationFrom * (day.PastRumination[1] + day.PastRumination[2]) / 2;
}
