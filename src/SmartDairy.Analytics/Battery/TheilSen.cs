namespace SmartDairy.Analytics.Battery;

/// <summary>
/// Theil-Sen line: the median slope of all pairs, with its 95 % interval (Sen 1968, with the correction for ties). Slopes are in percent a
/// day.
/// </summary>
internal readonly record struct TheilSen(double Slope, double Low, double High, double Intercept, long OriginTime)
{
    private const double Day = 86_400_000;
    private const double Z = 1.959963984540054;

    /// <param name="levels">At least two levels at different times.</param>
    public static TheilSen Fit(BatteryLevel[] levels)
    {
        var origin = levels[0].Time;
        var slopes = new List<double>(levels.Length * (levels.Length - 1) / 2);
        for (var i = 0; i < levels.Length; i++)
        {
            for (var j = i + 1; j < levels.Length; j++)
            {
                if (levels[j].Time > levels[i].Time)
                {
                    slopes.Add((levels[j].Percent - levels[i].Percent) / ((levels[j].Time - levels[i].Time) / Day));
                }
            }
        }

        slopes.Sort();
        var slope = Median(slopes);
        var offsets = levels.Select(level => level.Percent - (slope * (level.Time - origin) / Day)).Order().ToList();
        var spread = Z * Math.Sqrt(Variance(levels));
        var low = (int)Math.Clamp(Math.Floor((slopes.Count - spread) / 2), 0, slopes.Count - 1);
        var high = (int)Math.Clamp(Math.Ceiling((slopes.Count + spread) / 2), 0, slopes.Count - 1);
        return new(slope, slopes[low], slopes[high], Median(offsets), origin);
    }

    public double ValueAt(long time) => Intercept + (Slope * (time - OriginTime) / Day);

    // Variance of Kendall's score. Levels are whole percents and stay equal for days; such ties reduce it.
    private static double Variance(BatteryLevel[] levels)
    {
        static double Term(double n) => n * (n - 1) * ((2 * n) + 5);
        var ties = levels.GroupBy(level => level.Percent).Sum(group => Term(group.Count()));
        return Math.Max((Term(levels.Length) - ties) / 18, 0);
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
