using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Readings;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Sensors.Verifications;

namespace SmartDairy.Api.GraphQL.Herds.Sensors.Verifications;

/// <summary>What a check needs beside what is told: the readings of its spans, and which calibration was in force.</summary>
internal static class VerificationDraft
{
    private const int MostReadings = 1_000;
    private const int MostVersions = 1_000;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(1);

    /// <exception cref="InvalidArgumentException">A device of this type has no such metric.</exception>
    public static ReadingFamily FamilyOf(DeviceRegistration device, VerificationKind kind)
    {
        var metric = VerificationTarget.Of(kind).Metric ?? throw new InvalidArgumentException("Tags are checked with verifyTagReads.");
        return MetricNames.FamilyOf(device.Type) is { } family && Metrics.Find(family, metric) is not null
            ? family : throw new InvalidArgumentException($"'{device.Id}' is a {device.Type}, which has no {metric}.");
    }

    public static async Task<VerificationPoint[]> PointsAsync(
        IHistory history, DeviceRegistration device, VerificationKind kind, IReadOnlyList<VerificationPointInput> inputs, CancellationToken cancel)
    {
        var family = FamilyOf(device, kind);
        var metric = Metrics.Find(family, VerificationTarget.Of(kind).Metric!)!;
        var points = new VerificationPoint[inputs.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var readings = inputs[i].Readings ?? await StoredAsync(history, device.Id, family, kind, inputs[i], cancel);
            if (inputs[i].Readings is not null && (inputs[i].From ?? inputs[i].To) is not null) throw new InvalidArgumentException("A point has readings, or 'from' and 'to', not both.");
            if (readings.Count is < 1 or > MostReadings) throw new InvalidArgumentException($"A point must have 1 to {MostReadings} readings; at {inputs[i].Reference} there are {readings.Count}.");
            if (readings.Append(inputs[i].Reference).Any(value => !metric.IsPossible(value)))
                throw new InvalidArgumentException($"References and readings of {metric.Name} must be from {metric.Minimum} to {metric.Maximum} {metric.Unit}.");
            points[i] = new() { Reference = inputs[i].Reference, Readings = readings };
        }

        return points;
    }

    /// <summary>The version that corrected readings of that time; null when none did.</summary>
    public static async Task<int?> CalibrationAsync(IHerdStore store, DeviceRegistration device, VerificationKind kind, long time, CancellationToken cancel)
    {
        var subject = $"{device.Id}/{VerificationTarget.Of(kind).Metric}";
        var rows = await store.ListAsync(new() { FarmId = device.FarmId, Kind = HerdKinds.Calibrations.Name, Subject = subject, To = time + 1 }, MostVersions, cancel);
        return rows.Select(HerdKinds.Calibrations.Read).Where(calibration => calibration.Valid).MaxBy(calibration => (calibration.CalibratedAt, calibration.Version))?.Version;
    }

    private static async Task<IReadOnlyList<double>> StoredAsync(
        IHistory history, string deviceId, ReadingFamily family, VerificationKind kind, VerificationPointInput input, CancellationToken cancel)
    {
        if (input.From is not { } from || input.To is not { } to) throw new InvalidArgumentException("A point must have readings, or 'from' and 'to'.");
        if (from >= to || to - from > LongestSpan) throw new InvalidArgumentException("'from' must be before 'to', and at most a day.");
        var found = await history.SeriesAsync(
            new(deviceId, family, [VerificationTarget.Of(kind).Metric!], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), null, MostReadings), cancel);
        if (found.Truncated) throw new InvalidArgumentException($"'{Shown.Of(deviceId)}' has more than {MostReadings} readings from {from:u} on: ask for a shorter span.");
        List<double> readings = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } value && found.Quality?[i] is not 0) readings.Add(value);
        }

        if (readings.Count == 0) throw new InvalidArgumentException($"'{Shown.Of(deviceId)}' has no reading from {from:u} to {to:u}.");
        return kind == VerificationKind.MilkVolume ? [readings[^1]] : readings;
    }
}
