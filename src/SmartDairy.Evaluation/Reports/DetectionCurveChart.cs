using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation.Reports;

/// <summary>Draws found events against false alarms for rising thresholds, from the detector's own threshold upward.</summary>
public static class DetectionCurveChart
{
    private const double Width = 720;
    private const double Height = 480;

    /// <summary>The curves of all detectors of one target, as SVG; null when none of them raised an alarm.</summary>
    public static string? Render(string target, EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var plot = new PlotModel
        { Title = $"{target}: found against false, by threshold", DefaultFont = "sans-serif", Background = OxyColors.White };
        plot.Axes.Add(new LinearAxis
        { Position = AxisPosition.Bottom, Title = "False alarms per cow and week", Minimum = 0, MajorGridlineStyle = LineStyle.Dot });
        plot.Axes.Add(new LinearAxis
        { Position = AxisPosition.Left, Title = "Events found, %", Minimum = 0, Maximum = 100, MajorGridlineStyle = LineStyle.Dot });
        plot.Legends.Add(new Legend { LegendPosition = LegendPosition.RightBottom });
        foreach (var score in result.Scores)
        {
            if (score.Target == target && score.ScoredAlarms.Count > 0 && score.Events > 0)
            {
                plot.Series.Add(Line(score));
            }
        }

        return plot.Series.Count == 0
            ? null
            : SvgExporter.ExportToString(plot, Width, Height, true, useVerticalTextAlignmentWorkaround: true);
    }

    private static LineSeries Line(DetectorScore score)
    {
        var line = new LineSeries
        { Title = score.Detector, StrokeThickness = 2, LineStyle = score.Literature is null ? LineStyle.Solid : LineStyle.Dash };
        line.Points.Add(new DataPoint(0, 0));
        var found = new HashSet<int>();
        var wrong = 0;
        foreach (var mark in score.ScoredAlarms.OrderByDescending(mark => mark.Score))
        {
            if (mark.Event is { } one)
            {
                found.Add(one);
            }

            wrong += mark.IsFalse ? 1 : 0;
            line.Points.Add(new DataPoint(wrong / score.CowWeeks, 100.0 * found.Count / score.Events));
        }

        return line;
    }
}
