using GraphQL;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.GraphQL.Herds.Sensors.Verifications;

/// <summary>Checking devices against references.</summary>
public sealed class VerificationMutations
{
    private const int MostPoints = 100;
    private const int LongestReference = 500;
    private const double LongestRange = 1_000;
    private const int MostTries = 1_000_000;
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>
    /// Checks a sensor or a meter against a reference instrument and keeps the verdict with its certificate: temperature within ±0.2 °C, humidity within ±2 %RH, milk volume
    /// within ±0.5 %. PASS and FAIL are said only when the uncertainty leaves no doubt.
    /// </summary>
    /// <param name="kind">TEMPERATURE, HUMIDITY or MILK_VOLUME.</param>
    /// <param name="points">1 to 100; a verdict takes at least 3 different references, over 10 °C, 20 %RH or 5 L.</param>
    /// <param name="referenceUncertainty">The reference instrument's expanded uncertainty (k = 2), above 0: in °C or %RH, of milk in percent.</param>
    /// <param name="reference">The instrument and its certificate, up to 500 characters.</param>
    /// <param name="tolerance">What the error may be, in place of the kind's: in °C or %RH, of milk in percent.</param>
    /// <param name="resolution">The smallest step of the device's readings, in the metric's unit; 0 when left out.</param>
    /// <param name="time">When it was done; now when left out.</param>
    public static async Task<VerificationView> VerifySensor(
        [FromServices] IHerdStore store, [FromServices] IHistory history, [FromServices] IGrainFactory grains, [FromServices] TimeProvider clock, [Caller] ApiPrincipal caller,
        CancellationToken cancel, [Id] string deviceId, VerificationKind kind, IReadOnlyList<VerificationPointInput> points, double referenceUncertainty, string? reference,
        double? tolerance, double? resolution, DateTimeOffset? time)
    {
        Bound.Of("points", points.Count, MostPoints);
        var device = (await DeviceGate.RequireAsync(grains, caller, Scopes.Write, deviceId)).Registration;
        VerificationDraft.FamilyOf(device, kind);
        var draft = Draft(device, kind, clock, time, caller, reference) with
        {
            Points = await VerificationDraft.PointsAsync(history, device, kind, points, cancel),
            Tolerance = tolerance ?? VerificationTarget.Of(kind).Limits!.Tolerance,
            ReferenceUncertainty = referenceUncertainty,
            Resolution = resolution ?? 0,
        };
        draft = draft with { CalibrationVersion = await VerificationDraft.CalibrationAsync(store, device, kind, draft.Time, cancel) };
        return await KeepAsync(store, caller, draft, cancel);
    }

    /// <summary>Checks how many tags a reader reads, by distance, and keeps the verdict with its certificate. 99 of 100 at up to 5 m, unless told otherwise.</summary>
    /// <param name="reads">1 to 100 distances; the farthest must be at the range or beyond. To show 99 % takes at least 381 tries at each.</param>
    /// <param name="requiredRate">The share that must be read, above 0 and below 1.</param>
    /// <param name="rangeMetres">Up to where, above 0 to 1,000.</param>
    /// <param name="reference">How it was set up, up to 500 characters.</param>
    /// <param name="time">When it was done; now when left out.</param>
    public static async Task<VerificationView> VerifyTagReads(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider clock, [Caller] ApiPrincipal caller, CancellationToken cancel,
        [Id] string deviceId, IReadOnlyList<VerificationReadsInput> reads, string? reference, DateTimeOffset? time, double? requiredRate = VerificationTarget.ReadRate,
        double? rangeMetres = VerificationTarget.ReadRange)
    {
        Bound.Of("reads", reads.Count, MostPoints);
        if (reads.Any(each => !(each.DistanceMetres <= LongestRange) || each.Expected > MostTries) || rangeMetres > LongestRange)
            throw new InvalidArgumentException($"A distance is at most {LongestRange} m, and tags are expected at most {MostTries} times.");
        var device = (await DeviceGate.RequireAsync(grains, caller, Scopes.Write, deviceId)).Registration;
        if (device.Type != DeviceType.RfidReader) throw new InvalidArgumentException($"'{device.Id}' reads no tags.");
        return await KeepAsync(store, caller, Draft(device, VerificationKind.TagReadRate, clock, time, caller, reference) with
        {
            Reads = [.. reads.Select(each => new VerificationReads { Distance = each.DistanceMetres, Expected = each.Expected, Read = each.Read })],
            Tolerance = requiredRate ?? VerificationTarget.ReadRate,
            Range = rangeMetres ?? VerificationTarget.ReadRange,
        }, cancel);
    }

    private static Verification Draft(DeviceRegistration device, VerificationKind kind, TimeProvider clock, DateTimeOffset? time, ApiPrincipal caller, string? reference)
    {
        var now = clock.GetUtcNow();
        if (time > now + Ahead) throw new InvalidArgumentException("'time' lies in the future.");
        Bound.Length("reference", reference, LongestReference);
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

    private static async Task<VerificationView> KeepAsync(IHerdStore store, ApiPrincipal caller, Verification draft, CancellationToken cancel)
    {
        Verification judged;
        try
        {
            judged = VerificationJudge.Judge(draft);
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidArgumentException(wrong.Message, "Nothing was recorded.");
        }

        await store.WriteAsync([HerdKinds.Verifications.Write(judged, judged.RecordedAt, expected: 0)], cancel);
        return VerificationView.For(caller, judged);
    }
}
