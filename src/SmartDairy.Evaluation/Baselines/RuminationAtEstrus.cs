using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Baselines;

/// <summary>
/// How rumination changes on the day of estrus, to hold the simulated herd against Reith &amp; Hoy (JDS 95:6416): −17 %, from −71 to +16 %, in 265 cycles.
/// </summary>
/// <param name="Mean">As a share, negative for less.</param>
/// <param name="Low">The 1st percentile.</param>
/// <param name="High">The 99th percentile.</param>
public sealed record RuminationAtEstrus(int Cycles, double Mean, double Low, double High)
{
    /// <summary>The 24 hours from six before the onset, against the mean of the seven days that ended a day before them.</summary>
    public static RuminationAtEstrus Of(BaselineRun run, TruthBook truth, Span span)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(truth);
        var changes = new List<double>();
        foreach (var estrus in truth.All)
        {
            if (estrus.Kind != TruthKind.Estrus || !estrus.Visible || !span.Holds(estrus.Start))
            {
                continue;
            }

            var first = (estrus.Start / Span.Hour) - 6;
            if (run.Trace(estrus.SubjectId) is { } hours && Day(hours, first) is { } day && Before(hours, first) is { } before and > 0)
            {
                changes.Add((day / before) - 1);
            }
        }

        changes.Sort();
        return changes.Count == 0
            ? new(0, double.NaN, double.NaN, double.NaN)
            : new(changes.Count, changes.Average(), changes[changes.Count / 100], changes[^((changes.Count / 100) + 1)]);
    }

    private static double? Before(HourTrace hours, long first)
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

    private static double? Day(HourTrace hours, long first)
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
