using System.Globalization;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Sensors;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Grains.Devices;

/// <content>The device as an instrument: its calibrations and its health.</content>
public sealed partial class DeviceGrain
{
    private const string SensorSnapshot = "sensor";
    private const long SnapshotEvery = 24 * 3_600_000;
    private SensorMonitor? _sensorMonitor;
    private Task<SensorMonitor>? _sensorLoading;
    private long _sensorSnapshotAt;
    private long _newestSensorReading;

    public async Task<IReadOnlyList<Calibration>> ListCalibrationsAsync()
        => await IsRegisteredAsync() ? [.. (await LoadCalibrationsAsync()).OrderByDescending(one => one.CalibratedAt).ThenByDescending(one => one.Version)] : [];

    public async Task<Calibration?> CalibrateAsync(CalibrationRequest request)
    {
        if (!await IsRegisteredAsync() || _registration is not { } device)
        {
            return null;
        }

        if (_profile?.Family is not { } family)
        {
            throw new Contracts.Refusals.RefusedException(Contracts.Refusals.RefusalKind.InvalidArgument, $"A device of type {device.Type} measures nothing.");
        }

        var known = await LoadCalibrationsAsync();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var made = CalibrationFactory.Create(device, family, request, known.Where(one => one.Metric == request.Metric), now);
        if (!await herd.Store.WriteAsync([HerdRecordKinds.Calibrations.ToWrite(made, now, expected: 0)], CancellationToken.None))
        {
            throw new HistoryUnavailableException("Somebody else calibrated it at the same moment: look, and do it again.");
        }

        calibrations.Invalidate(device.FarmId);
        if (_sensorMonitor is { } sensor)
        {
            sensor.SetCalibrations([.. known, made]);
        }

        if (made.Valid && device.BarnId is { } barn)
        {
            await GrainFactory.GetGrain<IBarnClimateGrain>(BarnClimateKey(device.FarmId, barn)).NotifyCalibratedAsync(device.Id, made.Metric, made.CalibratedAt);
        }

        return made;
    }

    /// <summary>Corrects and marks readings before they are stored.</summary>
    private ValueTask CorrectAsync(List<Reading> readings)
    {
        if (readings.Count == 0 || _profile?.Family is null)
        {
            return default;
        }

        if (_sensorMonitor is not { } sensor)
        {
            return new(LoadMonitorAndCorrectAsync(readings));
        }

        Correct(sensor, readings);
        return default;
    }

    private async Task LoadMonitorAndCorrectAsync(List<Reading> readings)
    {
        // Several batches at once learn it once; one that could not be read is tried by the next.
        var learning = _sensorLoading ??= LoadSensorMonitorAsync();
        try
        {
            _sensorMonitor = await learning;
        }
        finally
        {
            _sensorLoading = null;
        }

        Correct(_sensorMonitor, readings);
    }

    private async Task<SensorMonitor> LoadSensorMonitorAsync()
    {
        var device = _registration!;
        var sensor = new SensorMonitor(device);
        sensor.SetCalibrations(await calibrations.GetAsync(device.FarmId, device.Id));
        if (sensor.IsMonitored && await herd.Store.FindSnapshotAsync(device.FarmId, SensorSnapshot, device.Id, CancellationToken.None) is { } snapshot && sensor.TryLoad(snapshot.Body.Span))
        {
            _sensorSnapshotAt = snapshot.AsOf;
        }

        return sensor;
    }

    private void Correct(SensorMonitor sensor, List<Reading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            readings[i] = sensor.CorrectAndFlag(readings[i]);
        }

        if (!sensor.IsMonitored)
        {
            return;
        }

        _newestSensorReading = Math.Max(_newestSensorReading, readings[^1].Time);
        if (sensor.DrainHours() is { Count: > 0 } hours)
        {
            ReportToBarnClimate(sensor, hours);
        }

        if (sensor.DrainDetections() is { Count: > 0 } found)
        {
            _ = SensorDetectionWriter.WriteAsync(herd, found, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    private void ReportToBarnClimate(SensorMonitor sensor, IReadOnlyList<SensorHour> hours)
    {
        var device = sensor.Device;
        if (device.BarnId is { } barn)
        {
            _ = GrainFactory.GetGrain<IBarnClimateGrain>(BarnClimateKey(device.FarmId, barn))
                .AddSensorHoursAsync(device.Id, device.ZoneId, [.. hours.Select(hour => new ReportedSensorHour(hour.Hour, hour.Means))]);
        }

        if (_newestSensorReading >= _sensorSnapshotAt + SnapshotEvery)
        {
            SaveSensorSnapshot();
        }
    }

    private void SaveSensorSnapshot()
    {
        if (_sensorMonitor is { IsMonitored: true } sensor && _newestSensorReading > _sensorSnapshotAt)
        {
            _sensorSnapshotAt = _newestSensorReading;
            herd.Writer.SaveSnapshot(new ActorSnapshot(sensor.Device.FarmId, SensorSnapshot, sensor.Device.Id, _newestSensorReading, sensor.Save()));
        }
    }

    private async Task<IReadOnlyList<Calibration>> LoadCalibrationsAsync()
    {
        var device = _registration!;
        var all = new List<Calibration>();
        foreach (var metric in Metrics.ForFamily(_profile?.Family ?? ReadingFamily.Rfid).ToArray())
        {
            if (MetricTraits.For(_profile!.Family ?? ReadingFamily.Rfid, metric.Name) is not null)
            {
                var query = new HerdQuery { FarmId = device.FarmId, Kind = HerdRecordKinds.Calibrations.Name, Subject = $"{device.Id}/{metric.Name}", Order = HerdRecordOrder.OldestFirst };
                all.AddRange((await herd.Store.ListAsync(query, 1_000, CancellationToken.None)).Select(HerdRecordKinds.Calibrations.FromRecord));
            }
        }

        return all;
    }

    private static string BarnClimateKey(int farm, int barn) => string.Create(CultureInfo.InvariantCulture, $"{farm}/{barn}");
}
