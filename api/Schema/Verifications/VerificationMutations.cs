using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Sensors;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd.Verifications;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>Mutations that check devices against references.</summary>
public sealed class VerificationMutations
{
    private const int MaxPoints = 100;
    private const int MaxReferenceLength = 500;
    private const double MaxDistanceMetres = 1_000;
    private const int MaxExpectedReads = 1_000_000;
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    /// <summary>
    /// Checks a sensor or meter against a reference instrument and stores the verdict with a certificate: temperature within ±0.2 °C,
    /// humidity within ±2 %RH, milk volume within ±0.5 %. PASS and FAIL are given only when the uncertainty leaves no doubt.
    /// </summary>
    /// <param name="kind">Kind of check: TEMPERATURE, HUMIDITY or MILK_VOLUME.</param>
    /// <param name="points">
    /// Points of comparison, 1 to 100. A verdict needs at least 3 different references that span 10 °C, 20 %RH or 5 L.
    /// </param>
    /// <param name="referenceUncertainty">
    /// Expanded uncertainty (k = 2) of the reference instrument, above 0: in °C or %RH, for milk in percent.
    /// </param>
    /// <param name="reference">Name of the reference instrument and its certificate, up to 500 characters; may be omitted.</param>
    /// <param name="tolerance">Largest accepted error, above 0: in °C or %RH, for milk in percent; that of the kind when omitted.</param>
    /// <param name="resolution">Smallest step of the device's readings, in the metric's unit, 0 or more; 0 when omitted.</param>
    /// <param name="time">Time of the check; must not be in the future. Now when omitted.</param>
    public static async Task<VerificationView> VerifySensor(
        [FromServices] IHerdStore store, [FromServices] IHistory history, [FromServices] IGrainFactory grains,
            [FromServices] TimeProvider clock, [Caller] ApiPrincipal caller,
        CancellationToken cancellationToken, [Id] string deviceId, VerificationKind kind, IReadOnlyList<VerificationPointInput> points,
        double referenceUncertainty, string? reference,
        double? tolerance, double? resolution, DateTimeOffset? time)
    {
        Argument.InRange("points", points.Count, MaxPoints);
        var device = (await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Write, deviceId)).Registration;
        var family = device.Type.ToReadingFamily();
        VerificationReader.RequireMetric(device, family, kind);
        var draft = CreateUnjudged(device, kind, clock, time, caller, reference) with
        {
            Points = await VerificationReader.ReadPointsAsync(
                history, device, family, kind, [.. points.Select(point => point.ToReference())], cancellationToken),
            Tolerance = tolerance ?? VerificationTarget.For(kind).Limits!.Tolerance,
            ReferenceUncertainty = referenceUncertainty,
            Resolution = resolution ?? 0,
        };
        draft = draft with
        {
            CalibrationVersion =
            await VerificationReader.FindCalibrationVersionAsync(store, device, kind, draft.Time, cancellationToken)
        };
        return await JudgeAndStoreAsync(grains, caller, draft);
    }

    /// <summary>
    /// Checks the share of tags an RFID reader reads at several distances and stores the verdict with a certificate. By default 99 of 100
    /// must be read at up to 5 m.
    /// </summary>
    /// <param name="reads">
    /// Counts at 1 to 100 distances, the farthest at or beyond the range. Showing 99 % takes at least 381 tries at each.
    /// </param>
    /// <param name="requiredRate">Share of tags that must be read, above 0 and below 1.</param>
    /// <param name="rangeMetres">Distance up to which tags must be read, in metres, above 0 to 1,000.</param>
    /// <param name="reference">Description of the setup, up to 500 characters; may be omitted.</param>
    /// <param name="time">Time of the check; must not be in the future. Now when omitted.</param>
    public static async Task<VerificationView> VerifyTagReads(
        [FromServices] IGrainFactory grains, [FromServices] TimeProvider clock, [Caller] ApiPrincipal caller,
        [Id] string deviceId, IReadOnlyList<VerificationReadsInput> reads, string? reference, DateTimeOffset? time,
            double? requiredRate = VerificationTarget.DefaultReadRate,
        double? rangeMetres = VerificationTarget.DefaultReadRangeMetres)
    {
        Argument.InRange("reads", reads.Count, MaxPoints);
        if (reads.Any(each => !(each.DistanceMetres <= MaxDistanceMetres) || each.Expected > MaxExpectedReads)
            || rangeMetres > MaxDistanceMetres)
        {
            throw new InvalidArgumentException(
                $"A distance must be at most {MaxDistanceMetres} m, and the expected reads at most {MaxExpectedReads}.");
        }

        var device = (await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Write, deviceId)).Registration;
        if (device.Type != DeviceType.RfidReader)
        {
            throw new InvalidArgumentException($"'{device.Id}' is not a tag reader.");
        }

        return await JudgeAndStoreAsync(
            grains, caller, CreateUnjudged(device, VerificationKind.TagReadRate, clock, time, caller, reference) with
            {
                Reads = [.. reads.Select(each => new VerificationReads
            { Distance = each.DistanceMetres, Expected = each.Expected, Read = each.Read })],
                Tolerance = requiredRate ?? VerificationTarget.DefaultReadRate,
                Range = rangeMetres ?? VerificationTarget.DefaultReadRangeMetres,
            });
    }

    private static Verification CreateUnjudged(
        DeviceRegistration device, VerificationKind kind, TimeProvider clock, DateTimeOffset? time, ApiPrincipal caller, string? reference)
    {
        var now = clock.GetUtcNow();
        if (time > now + MaxClockSkew)
        {
            throw new InvalidArgumentException("'time' lies in the future.");
        }

        Argument.MaxLength("reference", reference, MaxReferenceLength);
        return new()
        {
            Id = $"VER-{Guid.CreateVersion7(now):N}",
            FarmId = device.FarmId,
            DeviceId = device.Id,
            Kind = kind,
            Time = (time ?? now).ToUnixTimeMilliseconds(),
            VerifiedBy = caller.Name,
            RecordedAt = now.ToUnixTimeMilliseconds(),
            Reference = string.IsNullOrWhiteSpace(reference) ? null : reference.Trim(),
            Tolerance = 0,
            Reason = "",
        };
    }

    private static async Task<VerificationView> JudgeAndStoreAsync(IGrainFactory grains, ApiPrincipal caller, Verification draft)
    {
        Verification judged;
        try
        {
            judged = VerificationEvaluator.Evaluate(draft);
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidArgumentException(wrong.Message, "Nothing was recorded.");
        }

        return VerificationView.ForCaller(caller, await grains.GetGrain<IDeviceGrain>(judged.DeviceId).RecordVerificationAsync(judged));
    }
}
