using SmartDairy.Analytics.Calibration;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>The valid calibrations of one device. A reading is corrected by the calibration of its own time.</summary>
internal sealed class CalibrationSet
{
    private readonly List<CalibrationSetEntry>?[] _byMetric;

    public CalibrationSet(ReadingFamily family, IReadOnlyList<Calibration> calibrations)
    {
        _byMetric = new List<CalibrationSetEntry>?[Metrics.ForFamily(family).Length];
        foreach (var calibration in calibrations.Where(calibration => calibration.Valid).OrderBy(calibration => calibration.CalibratedAt)
            .ThenBy(calibration => calibration.Version))
        {
            if (Metrics.Find(family, calibration.Metric) is { } metric)
            {
                (_byMetric[metric.Index] ??= []).Add(new(calibration, CreateCurve(calibration)));
                IsEmpty = false;
            }
        }
    }

    public bool IsEmpty { get; } = true;

    /// <summary>The calibration at a time; null before the first.</summary>
    public CalibrationSetEntry? FindAt(int metric, long time)
    {
        if (_byMetric[metric] is not { } entries)
        {
            return null;
        }

        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (entries[i].Calibration.CalibratedAt <= time)
            {
                return entries[i];
            }
        }

        return null;
    }

    public static CalibrationCurve CreateCurve(Calibration calibration)
    {
        if (calibration.Method != CalibrationMethod.Piecewise)
        {
            return new(calibration.Slope, calibration.Intercept);
        }

        CalibrationPoint[] points = [.. calibration.Points.OrderBy(point => point.Reading)];
        return new(calibration.Slope, calibration.Intercept, [.. points.Select(point => point.Reading)],
            [.. points.Select(point => point.Reference)]);
    }

    internal sealed record CalibrationSetEntry(Calibration Calibration, CalibrationCurve Curve);
}
