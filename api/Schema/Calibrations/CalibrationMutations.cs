using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Calibrations;

/// <summary>Mutations of calibrations.</summary>
public sealed class CalibrationMutations
{
    /// <summary>
    /// Calibrates a metric of a device from comparisons with a reference. A valid calibration corrects readings measured from its time on;
    /// an invalid one is kept with the reason and changes nothing.
    /// </summary>
    /// <param name="metric">Name of the metric to calibrate, such as temperature_c.</param>
    /// <param name="points">
    /// Comparisons with the reference, 1 to 1,000. A valid calibration needs at least 3, a piecewise one at least 5.
    /// </param>
    /// <param name="method">Method by which the comparisons are fitted; LINEAR when omitted.</param>
    /// <param name="calibratedAt">
    /// Time from which the calibration holds, in event time; must not be in the future. Now when omitted.
    /// </param>
    /// <param name="expiresAfter">Time after which the calibration expires; it never expires when omitted.</param>
    /// <param name="reference">Name of the reference instrument and its certificate, up to 200 characters; may be omitted.</param>
    public static async Task<CalibrationView> Calibrate(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string deviceId, string metric,
            IReadOnlyList<CalibrationPointInput> points,
        CalibrationMethod method = CalibrationMethod.Linear, DateTimeOffset? calibratedAt = null, TimeSpan? expiresAfter = null,
        string? reference = null)
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
