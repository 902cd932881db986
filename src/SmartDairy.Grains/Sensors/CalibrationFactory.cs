using SmartDairy.Analytics.Calibration;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Grains.Sensors;

/// <summary>Fits a requested calibration. The new version may be invalid.</summary>
internal static class CalibrationFactory
{
    private const int MaxPoints = 1_000;
    private const int MaxReferenceLength = 200;

    /// <param name="before">All versions of that metric.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static Calibration Create(
        DeviceRegistration device, ReadingFamily family, CalibrationRequest request, IEnumerable<Calibration> before, long now)
    {
        if (MetricTraits.For(family, request.Metric) is not { } traits)
        {
            var known = Metrics.ForFamily(family).ToArray().Where(metric => MetricTraits.For(family, metric.Name) is not null)
                .Select(metric => metric.Name);
            throw Wrong(
                $"'{request.Metric}' of a device of type {device.Type} cannot be calibrated. What can: {string.Join(", ", known)}.");
        }

        if (request.Points.Count is < 1 or > MaxPoints)
        {
            throw Wrong($"There are {request.Points.Count} points; there must be 1 to {MaxPoints}.");
        }

        if (request.Reference is { Length: > MaxReferenceLength })
        {
            throw Wrong($"reference must have at most {MaxReferenceLength} characters.");
        }

        var at = request.CalibratedAt ?? now;
        if (at > now)
        {
            throw Wrong("calibratedAt is in the future.");
        }

        if (request.ExpiresAfter is <= 0)
        {
            throw Wrong("expiresAfter must be longer than nothing.");
        }

        CalibrationFit fit;
        try
        {
            CalibrationSample[] samples =
                [.. request.Points.Select(point =>
                    new CalibrationSample(point.Reading, point.Reference, request.Method == CalibrationMethod.Weighted
                        ? point.Weight
                        : 1))];
            fit = request.Method == CalibrationMethod.Piecewise
                ? Calibrator.FitPiecewise(samples, traits.Limits)
                : Calibrator.FitLine(samples, traits.Limits);
        }
        catch (ArgumentException e)
        {
            throw Wrong(e.Message.Split(" (Parameter")[0]);
        }

        return new Calibration
        {
            DeviceId = device.Id,
            FarmId = device.FarmId,
            Metric = request.Metric,
            Version = before.Select(calibration => calibration.Version).DefaultIfEmpty(0).Max() + 1,
            CalibratedAt = at,
            CalibratedBy = request.By,
            Method = request.Method,
            Slope = fit.Curve.Slope,
            Intercept = fit.Curve.Intercept,
            RSquared = fit.RSquared,
            Rmse = fit.Rmse,
            LeaveOneOutRmse = fit.LeaveOneOutRmse,
            Tolerance = fit.Tolerance,
            Valid = fit.IsValid,
            Reason = fit.Problem,
            Points = request.Points,
            ExpiresAt = at + request.ExpiresAfter,
            Reference = request.Reference,
        };
    }

    private static RefusedException Wrong(string sentence) => new(RefusalKind.InvalidArgument, sentence);
}
