using System.Globalization;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Climate;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Grains.Sensors;

/// <summary>
/// One barn's air. It is called once an hour by each sensor; what it learned is kept about daily, so that a sensor's drift is not forgotten with a restart.
/// </summary>
[GrainType("barnclimate")]
public sealed partial class BarnClimateGrain(HerdServices herd, TimeProvider time) : Grain, IBarnClimateGrain
{
    private const string SnapshotKind = "barn-sensors";
    private const long HourMs = 3_600_000;
    private const int SnapshotHours = 24;
    private readonly Dictionary<string, ZoneHeatStressDetector> _heat = new(StringComparer.Ordinal);
    private BarnSensorMonitor? _sensors;
    private long _snapshotHour;
    private long _newestHour;

    private (int Farm, int Barn) Key
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            var slash = key.IndexOf('/');
            return (int.Parse(key.AsSpan(0, slash), CultureInfo.InvariantCulture), int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var sensors = new BarnSensorMonitor(Key.Farm);
        if (await herd.Store.FindSnapshotAsync(Key.Farm, SnapshotKind, this.GetPrimaryKeyString(), cancellationToken) is { } snapshot && sensors.TryLoad(snapshot.Body.Span))
        {
            _snapshotHour = snapshot.AsOf / HourMs;
        }

        _sensors = sensors;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_newestHour > _snapshotHour)
        {
            SaveSnapshot();
        }

        return Task.CompletedTask;
    }

    public Task AddSensorHoursAsync(string deviceId, int? zone, IReadOnlyList<ReportedSensorHour> hours)
    {
        foreach (var hour in hours)
        {
            _newestHour = Math.Max(_newestHour, hour.Hour);
            _sensors!.Add(deviceId, zone, new SensorHour(hour.Hour, hour.Means));
        }

        WriteResults();
        return Task.CompletedTask;
    }

    public Task NotifyCalibratedAsync(string deviceId, string metric, long at)
    {
        _sensors!.ResetAfterCalibration(deviceId, metric, at);
        WriteResults();
        return Task.CompletedTask;
    }

    private void WriteResults()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new List<HerdRecord>();
        var found = new List<Detection>(_sensors!.DrainDetections());

        foreach (var (zone, hour) in _sensors.DrainClimateHours())
        {
            var (farm, barn) = Key;
            var place = zone is { } number ? string.Create(CultureInfo.InvariantCulture, $"barn/{barn}/zone/{number}") : string.Create(CultureInfo.InvariantCulture, $"barn/{barn}");
            rows.Add(HerdRecordKinds.ClimateHours.ToRecord(new BarnClimateHour(farm, place, hour.Hour, hour.Thi), now));
            if (zone is not null && Heat(farm, place).Add(hour) is { } detection)
            {
                found.Add(detection);
            }
        }

        if (found.Count > 0)
        {
            _ = SensorDetectionWriter.WriteAsync(herd, found, now);
        }

        if (rows.Count > 0)
        {
            _ = herd.Writer.WriteAsync(rows);
        }

        if (_newestHour >= _snapshotHour + SnapshotHours)
        {
            SaveSnapshot();
        }
    }

    private ZoneHeatStressDetector Heat(int farm, string place)
    {
        if (!_heat.TryGetValue(place, out var heat))
        {
            _heat.Add(place, heat = new(farm, place));
        }

        return heat;
    }

    private void SaveSnapshot()
    {
        _snapshotHour = _newestHour;
        herd.Writer.SaveSnapshot(new ActorSnapshot(Key.Farm, SnapshotKind, this.GetPrimaryKeyString(), _newestHour * HourMs, _sensors!.Save()));
    }
}
