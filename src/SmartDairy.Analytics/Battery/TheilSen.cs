namespace SmartDairy.Analytics.Battery;

/// <summary>The straight line of Theil and Sen: the median slope of all pairs, with its 95 % interval after Sen 1968 (ties counted). Slopes are percent a day.</summary>
internal readonly record struct TheilSen(double Slope, double Low, double High, double Intercept, long OriginTime)
{
    private const double Day = 86_400_000;
    private const double Z = 1.959963984540054;

    /// <param name="levels">At least two, of different times.</param>
    public static TheilSen Fit(BatteryLevel[] levels)
    {
        var zero = levels[0].Time;
        var slopes = new List<double>(levels.Length * (levels.Length - 1) / 2);
        for (var i = 0; i < levels.Length; i++)
        {
            for (var j = i + 1; j < levels.Length; j++)
            {
                if (levels[j].Time > levels[i].Time) slopes.Add((levels[j].Percent - levels[i].Percent) / ((levels[j].Time - levels[i].Time) / Day));
            }
        }

        slopes.Sort();
        var slope = Median(slopes);
        var offsets = levels.Select(level => level.Percent - (slope * (level.Time - zero) / Day)).Order().ToList();
        var spread = Z * Math.Sqrt(Variance(levels));
        var low = (int)Math.Clamp(Math.Floor((slopes.Count - spread) / 2), 0, slopes.Count - 1);
        var high = (int)Math.Clamp(Math.Ceiling((slopes.Count + spread) / 2), 0, slopes.Count - 1);
        return new(slope, slopes[low], slopes[high], Median(offsets), zero);
    }

    public double ValueAt(long time) => Intercept + (Slope * (time - OriginTime) / Day);

    // Of Kendall's score: levels are whole percents and equal for days, which makes it smaller.
    private static double Variance(BatteryLevel[] levels)
    {
        static double Term(double n) => n * (n - 1) * ((2 * n) + 5);
        var ties = levels.GroupBy(level => level.Percent).Sum(group => Term(group.Count()));
        return Math.Max((Term(levels.Length) - ties) / 18, 0);
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
