using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Baselines;

/// <summary>
/// The change of rumination on the day of estrus, to compare the simulated herd with Reith &amp; Hoy (JDS 95:6416): −17 %, from −71 to +16
/// %, in 265 cycles.
/// </summary>
/// <param name="Mean">A share, negative for less.</param>
/// <param name="Percentile1">The 1st percentile.</param>
/// <param name="Percentile99">The 99th percentile.</param>
public sealed record EstrusRuminationChange(int Cycles, double Mean, double Percentile1, double Percentile99)
{
    /// <summary>The 24 hours from six hours before the onset, against the mean of the seven days that ended a day before them.</summary>
    public static EstrusRuminationChange Measure(BaselineDetectors run, TruthIndex truth, ScoringPeriod span)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(truth);
        var changes = new List<double>();
        foreach (var estrus in truth.All)
        {
            if (estrus.Kind != TruthKind.Estrus || !estrus.IsVisible || !span.Contains(estrus.Start))
            {
                continue;
            }

            var first = (estrus.Start / ScoringPeriod.HourMs) - 6;
            if (run.HoursOf(estrus.SubjectId) is { } hours && Day(hours, first) is { } day && Before(hours, first) is { } before and > 0)
            {
                changes.Add((day / before) - 1);
            }
        }

        changes.Sort();
        return changes.Count == 0
            ? new(0, double.NaN, double.NaN, double.NaN)
            : new(changes.Count, changes.Average(), changes[changes.Count / 100], changes[^((changes.Count / 100) + 1)]);
    }

    private static double? Before(CowHourTrace hours, long first)
    {
        double sum = 0;
        var days = 0;
        for (var day = 2; day <= 8; day++)
        {
            if (Day(hours, first - (24 * day)) is { } minutes)
            {
                sum += minutes;
                days++;
            }
        }

        return days < 4 ? null : sum / days;
    }

    private static double? Day(CowHourTrace hours, long first)
    {
        double sum = 0;
        var known = 0;
        for (var hour = first; hour < first + 24; hour++)
        {
            if (hours.Rumination(hour) is var minutes && !double.IsNaN(minutes))
            {
                sum += minutes;
                known++;
            }
        }

        return known < 20 ? null : sum / known * 24;
    }
}
