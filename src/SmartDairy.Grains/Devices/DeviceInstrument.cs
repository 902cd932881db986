using System.Globalization;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Parts;
using SmartDairy.Grains.Sensors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// One device as a measuring instrument: its calibrations and its health. Not thread-safe: it runs within the turns of the device's actor.
/// </summary>
public sealed class DeviceInstrument(HerdServices herd, CalibrationCache calibrations, IGrainFactory grains, TimeProvider time)
{
    private const string SnapshotKind = "sensor";
    private const int MaxVersions = 1_000;
    private readonly SnapshotKeeper _snapshots = new(herd.Writer.SaveSnapshot, TimeSpan.FromDays(1));
    private SensorMonitor? _monitor;
    private Task<SensorMonitor>? _loading;
    private long _newestReading;

    /// <summary>All versions of all metrics, newest first.</summary>
    public async Task<IReadOnlyList<Calibration>> ListCalibrationsAsync(DeviceRegistration device)
        =>
        [
            .. (await LoadCalibrationsAsync(device))
                .OrderByDescending(calibration => calibration.CalibratedAt)
                .ThenByDescending(calibration => calibration.Version),
        ];

    /// <summary>Stores a new version of a calibration and corrects readings from its time on when it is valid.</summary>
    /// <exception cref="RefusedException">The metric cannot be calibrated or the points are invalid.</exception>
    /// <exception cref="HistoryUnavailableException">The version could not be stored now, or another one was stored at the same
    /// time.</exception>
    public async Task<Calibration> CalibrateAsync(DeviceRegistration device, CalibrationRequest request)
    {
        if (FamilyOf(device) is not { } family)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, $"A device of type {device.Type} measures nothing.");
        }

        var known = await LoadCalibrationsAsync(device);
        var now = Now();
        var calibration = CalibrationFactory.Create(device, family, request, known.Where(version => version.Metric == request.Metric), now);
        if (!await herd.Store.WriteAsync([HerdRecordKinds.Calibrations.ToWrite(calibration, now, expected: 0)], CancellationToken.None))
        {
            throw new HistoryUnavailableException(
                $"Another calibration of {request.Metric} of device {device.Id} was stored at the same time; check it and retry.");
        }

        calibrations.Invalidate(device.FarmId);
        _monitor?.SetCalibrations([.. known, calibration]);
        if (calibration.Valid && device.BarnId is { } barn)
        {
            await BarnClimate(device.FarmId, barn).NotifyCalibratedAsync(device.Id, calibration.Metric, calibration.CalibratedAt);
        }

        return calibration;
    }

    /// <summary>
    /// Corrects and flags readings in place, before they are stored. Throws a transient exception when the calibrations cannot be read yet.
    /// </summary>
    public ValueTask CorrectAsync(DeviceRegistration device, List<Reading> readings)
    {
        if (readings.Count == 0 || FamilyOf(device) is null)
        {
            return default;
        }

        if (_monitor is not { } monitor)
        {
            return new(LoadAndCorrectAsync(device, readings));
        }

        Correct(monitor, readings);
        return default;
    }

    /// <summary>Saves a snapshot when readings came since the last one.</summary>
    public void SaveSnapshot()
    {
        if (_monitor is { IsMonitored: true } monitor)
        {
            _snapshots.SaveIfNewer(_newestReading, () => Capture(monitor));
        }
    }

    private async Task LoadAndCorrectAsync(DeviceRegistration device, List<Reading> readings)
    {
        // Concurrent batches share one load; after a failure the next batch starts another.
        var loading = _loading ??= LoadMonitorAsync(device);
        try
        {
            _monitor = await loading;
        }
        finally
        {
            _loading = null;
        }

        Correct(_monitor, readings);
    }

    private async Task<SensorMonitor> LoadMonitorAsync(DeviceRegistration device)
    {
        var monitor = new SensorMonitor(device);
        monitor.SetCalibrations(await calibrations.GetAsync(device.FarmId, device.Id));
        if (monitor.IsMonitored
            && await herd.Store.FindSnapshotAsync(device.FarmId, SnapshotKind, device.Id, CancellationToken.None) is { } snapshot
            && monitor.TryLoad(snapshot.Body.Span))
        {
            _snapshots.MarkRestored(snapshot.AsOf);
        }

        return monitor;
    }

    private void Correct(SensorMonitor monitor, List<Reading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            readings[i] = monitor.CorrectAndFlag(readings[i]);
        }

        if (!monitor.IsMonitored)
        {
            return;
        }

        _newestReading = Math.Max(_newestReading, readings[^1].Time);
        if (monitor.DrainHours() is { Count: > 0 } hours)
        {
            ReportHours(monitor.Device, hours);
            _snapshots.SaveIfDue(_newestReading, () => Capture(monitor));
        }

        if (monitor.DrainDetections() is { Count: > 0 } detections)
        {
            _ = SensorDetectionWriter.WriteAsync(herd, detections, Now());
        }
    }

    private void ReportHours(DeviceRegistration device, IReadOnlyList<SensorHour> hours)
    {
        if (device.BarnId is { } barn)
        {
            _ = BarnClimate(device.FarmId, barn).AddSensorHoursAsync(
                device.Id, device.ZoneId, [.. hours.Select(hour => new ReportedSensorHour(hour.Hour, hour.Means))]);
        }
    }

    private ActorSnapshot Capture(SensorMonitor monitor)
        => new(monitor.Device.FarmId, SnapshotKind, monitor.Device.Id, _newestReading, monitor.Save());

    private async Task<IReadOnlyList<Calibration>> LoadCalibrationsAsync(DeviceRegistration device)
    {
        var all = new List<Calibration>();
        if (FamilyOf(device) is not { } family)
        {
            return all;
        }

        foreach (var metric in Metrics.ForFamily(family).ToArray())
        {
            if (MetricTraits.For(family, metric.Name) is not null)
            {
                var query = new HerdQuery
                {
                    FarmId = device.FarmId,
                    Kind = HerdRecordKinds.Calibrations.Name,
                    Subject = $"{device.Id}/{metric.Name}",
                    Order = HerdRecordOrder.OldestFirst,
                };
                all.AddRange((await herd.Store.ListAsync(query, MaxVersions, CancellationToken.None)).Select(
                    HerdRecordKinds.Calibrations.FromRecord));
            }
        }

        return all;
    }

    private IBarnClimateGrain BarnClimate(int farmId, int barnId)
        => grains.GetGrain<IBarnClimateGrain>(string.Create(CultureInfo.InvariantCulture, $"{farmId}/{barnId}"));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static ReadingFamily? FamilyOf(DeviceRegistration device) => DeviceProfile.ForType(device.Type).Family;
}
