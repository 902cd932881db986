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
    private SensorWatch? _sensor;
    private Task<SensorWatch>? _learning;
    private long _sensorKept;
    private long _sensorNewest;

    public async Task<IReadOnlyList<Calibration>> CalibrationsAsync()
        => await FindAsync() ? [.. (await StoredCalibrationsAsync()).OrderByDescending(one => one.CalibratedAt).ThenByDescending(one => one.Version)] : [];

    public async Task<Calibration?> CalibrateAsync(CalibrationRequest request)
    {
        if (!await FindAsync() || _registration is not { } device)
        {
            return null;
        }

        if (_profile?.Family is not { } family)
        {
            throw new Contracts.Refusals.RefusedException(Contracts.Refusals.RefusalKind.InvalidArgument, $"A device of type {device.Type} measures nothing.");
        }

        var known = await StoredCalibrationsAsync();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var made = CalibrationMaker.Make(device, family, request, known.Where(one => one.Metric == request.Metric), now);
        if (!await herd.Store.WriteAsync([HerdKinds.Calibrations.Write(made, now, expected: 0)], CancellationToken.None))
        {
            throw new HistoryUnavailableException("Somebody else calibrated it at the same moment: look, and do it again.");
        }

        calibrations.Changed(device.FarmId);
        if (_sensor is { } sensor)
        {
            sensor.Use([.. known, made]);
        }

        if (made.Valid && device.BarnId is { } barn)
        {
            await GrainFactory.GetGrain<IBarnClimateGrain>(Air(device.FarmId, barn)).CalibratedAsync(device.Id, made.Metric, made.CalibratedAt);
        }

        return made;
    }

    /// <summary>Corrects and marks readings before they are stored.</summary>
    private ValueTask AppraiseAsync(List<Reading> readings)
    {
        if (readings.Count == 0 || _profile?.Family is null)
        {
            return default;
        }

        if (_sensor is not { } sensor)
        {
            return new(LearnAndAppraiseAsync(readings));
        }

        Appraise(sensor, readings);
        return default;
    }

    private async Task LearnAndAppraiseAsync(List<Reading> readings)
    {
        // Several batches at once learn it once; one that could not be read is tried by the next.
        var learning = _learning ??= LearnSensorAsync();
        try
        {
            _sensor = await learning;
        }
        finally
        {
            _learning = null;
        }

        Appraise(_sensor, readings);
    }

    private async Task<SensorWatch> LearnSensorAsync()
    {
        var device = _registration!;
        var sensor = new SensorWatch(device);
        sensor.Use(await calibrations.OfAsync(device.FarmId, device.Id));
        if (sensor.IsWatched && await herd.Store.SnapshotAsync(device.FarmId, SensorSnapshot, device.Id, CancellationToken.None) is { } snapshot && sensor.TryLoad(snapshot.Body.Span))
        {
            _sensorKept = snapshot.AsOf;
        }

        return sensor;
    }

    private void Appraise(SensorWatch sensor, List<Reading> readings)
    {
        for (var i = 0; i < readings.Count; i++)
        {
            readings[i] = sensor.Appraise(readings[i]);
        }

        if (!sensor.IsWatched)
        {
            return;
        }

        _sensorNewest = Math.Max(_sensorNewest, readings[^1].Time);
        if (sensor.TakeHours() is { Count: > 0 } hours)
        {
            TellAir(sensor, hours);
        }

        if (sensor.Take() is { Count: > 0 } found)
        {
            _ = SensorReports.WriteAsync(herd, found, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    private void TellAir(SensorWatch sensor, IReadOnlyList<SensorHour> hours)
    {
        var device = sensor.Device;
        if (device.BarnId is { } barn)
        {
            _ = GrainFactory.GetGrain<IBarnClimateGrain>(Air(device.FarmId, barn))
                .HearAsync(device.Id, device.ZoneId, [.. hours.Select(hour => new HeardHour(hour.Hour, hour.Means))]);
        }

        if (_sensorNewest >= _sensorKept + SnapshotEvery)
        {
            KeepSensor();
        }
    }

    private void KeepSensor()
    {
        if (_sensor is { IsWatched: true } sensor && _sensorNewest > _sensorKept)
        {
            _sensorKept = _sensorNewest;
            herd.Desk.Keep(new HerdSnapshot(sensor.Device.FarmId, SensorSnapshot, sensor.Device.Id, _sensorNewest, sensor.Save()));
        }
    }

    private async Task<IReadOnlyList<Calibration>> StoredCalibrationsAsync()
    {
        var device = _registration!;
        var all = new List<Calibration>();
        foreach (var metric in Metrics.Of(_profile?.Family ?? ReadingFamily.Rfid).ToArray())
        {
            if (MetricTraits.Of(_profile!.Family ?? ReadingFamily.Rfid, metric.Name) is not null)
            {
                var query = new HerdQuery { FarmId = device.FarmId, Kind = HerdKinds.Calibrations.Name, Subject = $"{device.Id}/{metric.Name}", Order = HerdOrder.OldestFirst };
                all.AddRange((await herd.Store.ListAsync(query, 1_000, CancellationToken.None)).Select(HerdKinds.Calibrations.Read));
            }
        }

        return all;
    }

    private static string Air(int farm, int barn) => string.Create(CultureInfo.InvariantCulture, $"{farm}/{barn}");
}
