using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace SmartDairy.Evaluation.Reports;

/// <summary>Draws one heat: activity and rumination by the hour, the true estrus, and the time and reasons of the detection.</summary>
public static class EstrusChart
{
    private const double Width = 960;
    private const double Height = 480;
    private const long Hour = 3_600_000;

    public static string Render(EstrusExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var detection = example.Detection.Detection;
        var plot = new PlotModel
        {
            Title = $"{detection.SubjectId}: heat told {Time(example.Detection.ReportedAt)}, begun {Time(example.Truth.Start)}",
            Subtitle = string.Join(' ', detection.Reasons.Select(reason => reason.Text)),
            SubtitleFontSize = 10,
            DefaultFont = "sans-serif",
            Background = OxyColors.White,
        };
        plot.Axes.Add(new DateTimeAxis
        { Position = AxisPosition.Bottom, StringFormat = "dd MMM HH:mm", MajorGridlineStyle = LineStyle.Dot });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "Activity", Key = "activity", Minimum = 0 });
        plot.Axes.Add(new LinearAxis
        { Position = AxisPosition.Right, Title = "Rumination, min an hour", Key = "rumination", Minimum = 0, Maximum = 120 });
        plot.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = X(example.Truth.Start),
            MaximumX = X(example.Truth.End),
            Fill = OxyColor.FromAColor(60, OxyColors.Orange),
            Text = "estrus",
            TextVerticalAlignment = VerticalAlignment.Top
        });
        plot.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = X(example.Detection.ReportedAt),
            Color = OxyColors.Red,
            Text = "told",
            YAxisKey = "activity"
        });
        plot.Series.Add(Line(example, "activity", OxyColors.SteelBlue, example.Trace.Activity));
        plot.Series.Add(Line(example, "rumination", OxyColors.SeaGreen, example.Trace.Rumination));
        return SvgExporter.ExportToString(plot, Width, Height, true, useVerticalTextAlignmentWorkaround: true);
    }

    private static LineSeries Line(EstrusExample example, string axis, OxyColor color, Func<long, double> value)
    {
        var line = new LineSeries { Title = axis, YAxisKey = axis, Color = color, StrokeThickness = 1.5 };
        for (var hour = example.FirstHour; hour <= example.LastHour; hour++)
        {
            line.Points.Add(new DataPoint(X(hour * Hour), value(hour)));
        }

        return line;
    }

    private static double X(long time) => DateTimeAxis.ToDouble(DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime);

    private static string Time(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
}
