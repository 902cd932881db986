using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Series;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Herd.Verifications;

/// <summary>Reads the part of a verification that people do not give: stored readings, and the calibration in force.</summary>
public static class VerificationReader
{
    private const int MaxReadings = 1_000;
    private const int MaxVersions = 1_000;
    private static readonly TimeSpan MaxSpan = TimeSpan.FromDays(1);

    /// <summary>The metric that a verification compares.</summary>
    /// <param name="device">Device that is verified.</param>
    /// <param name="family">Family of the device's readings; null when the device measures nothing.</param>
    /// <param name="kind">Kind of the verification.</param>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: the device has no such metric.</exception>
    public static Metric RequireMetric(DeviceRegistration device, ReadingFamily? family, VerificationKind kind)
    {
        var name = VerificationTarget.For(kind).Metric ?? throw Invalid("Tags are checked with verifyTagReads.");
        return family is { } known && Metrics.Find(known, name) is { } metric
            ? metric
            : throw Invalid($"'{device.Id}' is a {device.Type}, which has no {name}.");
    }

    /// <summary>The points of a verification with the device's readings at each.</summary>
    /// <param name="history">Holds the stored readings.</param>
    /// <param name="device">Device that is verified.</param>
    /// <param name="family">Family of the device's readings; null when the device measures nothing.</param>
    /// <param name="kind">Kind of the verification; of a milk volume the last reading of a span counts.</param>
    /// <param name="references">References, each with readings or a span.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RefusedException">INVALID_ARGUMENT: a point has both or neither, no readings, too many, or impossible
    /// ones.</exception>
    public static async Task<VerificationPoint[]> ReadPointsAsync(
        IHistory history,
        DeviceRegistration device,
        ReadingFamily? family,
        VerificationKind kind,
        IReadOnlyList<VerificationReference> references,
        CancellationToken cancellationToken)
    {
        var metric = RequireMetric(device, family, kind);
        var points = new VerificationPoint[references.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var reference = references[i];
            var readings = reference.Readings
                ?? await ReadStoredReadingsAsync(history, device.Id, family!.Value, kind, reference, cancellationToken);
            if (reference.Readings is not null && (reference.From ?? reference.To) is not null)
            {
                throw Invalid("A point has readings, or 'from' and 'to', not both.");
            }

            if (readings.Count is < 1 or > MaxReadings)
            {
                throw Invalid($"A point must have 1 to {MaxReadings} readings; at {reference.Value} there are {readings.Count}.");
            }

            if (readings.Append(reference.Value).Any(value => !metric.IsPossible(value)))
            {
                throw Invalid($"References and readings of {metric.Name} must be from {metric.Minimum} to {metric.Maximum} {metric.Unit}.");
            }

            points[i] = new() { Reference = reference.Value, Readings = readings };
        }

        return points;
    }

    /// <summary>Version of the calibration that corrected the device's readings of a time; null when none did.</summary>
    /// <param name="store">Holds the calibrations.</param>
    /// <param name="device">Device that is verified.</param>
    /// <param name="kind">Kind of the verification.</param>
    /// <param name="time">Time of the verification, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<int?> FindCalibrationVersionAsync(
        IHerdStore store, DeviceRegistration device, VerificationKind kind, long time, CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = device.FarmId,
            Kind = HerdRecordKinds.Calibrations.Name,
            Subject = $"{device.Id}/{VerificationTarget.For(kind).Metric}",
            To = time + 1,
        };
        return (await store.ListAsync(query, MaxVersions, cancellationToken))
            .Select(HerdRecordKinds.Calibrations.FromRecord)
            .Where(calibration => calibration.Valid)
            .MaxBy(calibration => (calibration.CalibratedAt, calibration.Version))?.Version;
    }

    private static async Task<IReadOnlyList<double>> ReadStoredReadingsAsync(
        IHistory history,
        string deviceId,
        ReadingFamily family,
        VerificationKind kind,
        VerificationReference reference,
        CancellationToken cancellationToken)
    {
        if (reference.From is not { } from || reference.To is not { } to)
        {
            throw Invalid("A point must have readings, or 'from' and 'to'.");
        }

        if (from >= to || to - from > MaxSpan)
        {
            throw Invalid("'from' must be before 'to', and at most a day.");
        }

        var query = new SeriesQuery(
            deviceId, family, [VerificationTarget.For(kind).Metric!], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), null,
            MaxReadings);
        var found = await history.QuerySeriesAsync(query, cancellationToken);
        if (found.Truncated)
        {
            throw Invalid($"'{deviceId}' has more than {MaxReadings} readings from {from:u} on: ask for a shorter span.");
        }

        List<double> readings = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } value && found.Quality?[i] is not 0)
            {
                readings.Add(value);
            }
        }

        if (readings.Count == 0)
        {
            throw Invalid($"'{deviceId}' has no reading from {from:u} to {to:u}.");
        }

        return kind == VerificationKind.MilkVolume ? [readings[^1]] : readings;
    }

    private static RefusedException Invalid(string message) => new(RefusalKind.InvalidArgument, message);
}

/// <summary>A value of the reference instrument, with the device's readings of the same or the span they are stored in.</summary>
/// <param name="Value">The reference, in the metric's unit.</param>
/// <param name="Readings">Readings in the metric's unit, 1 to 1,000; null when they are looked up in the span.</param>
/// <param name="From">Beginning of the span; null with readings.</param>
/// <param name="To">End of the span, exclusive, at most a day later; null with readings.</param>
public sealed record VerificationReference(double Value, IReadOnlyList<double>? Readings, DateTimeOffset? From, DateTimeOffset? To);
