using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>What calibrates sensors.</summary>
public sealed class CalibrationMutations
{
    /// <summary>
    /// Calibrates a metric of a device by comparisons with a reference. A valid calibration corrects what was measured from its time on; one that is not valid is kept with the reason, and
    /// changes nothing.
    /// </summary>
    /// <param name="metric">Such as temperature_c.</param>
    /// <param name="points">1 to 1,000; three at least to be valid, five for a piecewise one.</param>
    /// <param name="method">A straight line unless told otherwise.</param>
    /// <param name="calibratedAt">From when it holds; now unless told otherwise. Not in the future.</param>
    /// <param name="expiresAfter">How long it holds; for ever unless told otherwise.</param>
    /// <param name="reference">The reference instrument and its certificate, up to 200 characters.</param>
    public static async Task<CalibrationView> Calibrate(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string deviceId, string metric, IReadOnlyList<CalibrationPointInput> points,
        CalibrationMethod method = CalibrationMethod.Linear, DateTimeOffset? calibratedAt = null, TimeSpan? expiresAfter = null, string? reference = null)
    {
        await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Write, deviceId);
        var made = await grains.GetGrain<IDeviceGrain>(deviceId).CalibrateAsync(new CalibrationRequest
        {
            Metric = metric,
            Points = [.. points.Select(point => point.ToPoint())],
            Method = method,
            CalibratedAt = calibratedAt?.ToUnixTimeMilliseconds(),
            ExpiresAfter = (long?)expiresAfter?.TotalMilliseconds,
            Reference = reference,
            By = caller.Name,
        });
        return CalibrationView.From(made ?? throw DeviceAccess.NotFound(deviceId));
    }
}
