using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Schema.Verifications;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Series;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.Herd.Verifications;

/// <summary>What a check needs beside what is told: the readings of its spans, and which calibration was in force.</summary>
internal static class VerificationReader
{
    private const int MaxReadings = 1_000;
    private const int MaxVersions = 1_000;
    private static readonly TimeSpan MaxSpan = TimeSpan.FromDays(1);

    /// <exception cref="InvalidArgumentException">A device of this type has no such metric.</exception>
    public static ReadingFamily RequireFamily(DeviceRegistration device, VerificationKind kind)
    {
        var metric = VerificationTarget.For(kind).Metric ?? throw new InvalidArgumentException("Tags are checked with verifyTagReads.");
        return MetricNames.ToReadingFamily(device.Type) is { } family && Metrics.Find(family, metric) is not null
            ? family : throw new InvalidArgumentException($"'{device.Id}' is a {device.Type}, which has no {metric}.");
    }

    public static async Task<VerificationPoint[]> ReadPointsAsync(
        IHistory history, DeviceRegistration device, VerificationKind kind, IReadOnlyList<VerificationPointInput> inputs, CancellationToken cancellationToken)
    {
        var family = RequireFamily(device, kind);
        var metric = Metrics.Find(family, VerificationTarget.For(kind).Metric!)!;
        var points = new VerificationPoint[inputs.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var readings = inputs[i].Readings ?? await ReadStoredReadingsAsync(history, device.Id, family, kind, inputs[i], cancellationToken);
            if (inputs[i].Readings is not null && (inputs[i].From ?? inputs[i].To) is not null) throw new InvalidArgumentException("A point has readings, or 'from' and 'to', not both.");
            if (readings.Count is < 1 or > MaxReadings) throw new InvalidArgumentException($"A point must have 1 to {MaxReadings} readings; at {inputs[i].Reference} there are {readings.Count}.");
            if (readings.Append(inputs[i].Reference).Any(value => !metric.IsPossible(value)))
                throw new InvalidArgumentException($"References and readings of {metric.Name} must be from {metric.Minimum} to {metric.Maximum} {metric.Unit}.");
            points[i] = new() { Reference = inputs[i].Reference, Readings = readings };
        }

        return points;
    }

    /// <summary>The version that corrected readings of that time; null when none did.</summary>
    public static async Task<int?> FindCalibrationVersionAsync(IHerdStore store, DeviceRegistration device, VerificationKind kind, long time, CancellationToken cancellationToken)
    {
        var subject = $"{device.Id}/{VerificationTarget.For(kind).Metric}";
        var rows = await store.ListAsync(new() { FarmId = device.FarmId, Kind = HerdRecordKinds.Calibrations.Name, Subject = subject, To = time + 1 }, MaxVersions, cancellationToken);
        return rows.Select(HerdRecordKinds.Calibrations.FromRecord).Where(calibration => calibration.Valid).MaxBy(calibration => (calibration.CalibratedAt, calibration.Version))?.Version;
    }

    private static async Task<IReadOnlyList<double>> ReadStoredReadingsAsync(
        IHistory history, string deviceId, ReadingFamily family, VerificationKind kind, VerificationPointInput input, CancellationToken cancellationToken)
    {
        if (input.From is not { } from || input.To is not { } to) throw new InvalidArgumentException("A point must have readings, or 'from' and 'to'.");
        if (from >= to || to - from > MaxSpan) throw new InvalidArgumentException("'from' must be before 'to', and at most a day.");
        var found = await history.QuerySeriesAsync(
            new(deviceId, family, [VerificationTarget.For(kind).Metric!], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), null, MaxReadings), cancellationToken);
        if (found.Truncated) throw new InvalidArgumentException($"'{ErrorText.Truncate(deviceId)}' has more than {MaxReadings} readings from {from:u} on: ask for a shorter span.");
        List<double> readings = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } value && found.Quality?[i] is not 0) readings.Add(value);
        }

        if (readings.Count == 0) throw new InvalidArgumentException($"'{ErrorText.Truncate(deviceId)}' has no reading from {from:u} to {to:u}.");
        return kind == VerificationKind.MilkVolume ? [readings[^1]] : readings;
    }
}
