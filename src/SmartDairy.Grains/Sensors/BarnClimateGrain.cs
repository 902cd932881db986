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
public sealed class BarnClimateGrain(HerdContext herd, TimeProvider time) : Grain, IBarnClimateGrain
{
    private const string SnapshotKind = "barn-sensors";
    private const long HourMs = 3_600_000;
    private const int SnapshotHours = 24;
    private readonly Dictionary<string, ZoneHeat> _heat = new(StringComparer.Ordinal);
    private BarnSensors? _sensors;
    private long _keptHour;
    private long _newest;

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
        var sensors = new BarnSensors(Key.Farm);
        if (await herd.Store.SnapshotAsync(Key.Farm, SnapshotKind, this.GetPrimaryKeyString(), cancellationToken) is { } snapshot && sensors.TryLoad(snapshot.Body.Span))
        {
            _keptHour = snapshot.AsOf / HourMs;
        }

        _sensors = sensors;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_newest > _keptHour)
        {
            Keep();
        }

        return Task.CompletedTask;
    }

    public Task HearAsync(string deviceId, int? zone, IReadOnlyList<HeardHour> hours)
    {
        foreach (var hour in hours)
        {
            _newest = Math.Max(_newest, hour.Hour);
            _sensors!.Add(deviceId, zone, new SensorHour(hour.Hour, hour.Means));
        }

        Tell();
        return Task.CompletedTask;
    }

    public Task CalibratedAsync(string deviceId, string metric, long at)
    {
        _sensors!.Calibrated(deviceId, metric, at);
        Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new List<HerdRecord>();
        var found = new List<Detection>(_sensors!.Take());

        foreach (var (zone, hour) in _sensors.TakeClimate())
        {
            var (farm, barn) = Key;
            var place = zone is { } number ? string.Create(CultureInfo.InvariantCulture, $"barn/{barn}/zone/{number}") : string.Create(CultureInfo.InvariantCulture, $"barn/{barn}");
            rows.Add(HerdKinds.Climate.Record(new ClimateRow(farm, place, hour.Hour, hour.Thi), now));
            if (zone is not null && Heat(farm, place).Add(hour) is { } detection)
            {
                found.Add(detection);
            }
        }

        if (found.Count > 0)
        {
            _ = SensorReports.WriteAsync(herd, found, now);
        }

        if (rows.Count > 0)
        {
            _ = herd.Desk.WriteAsync(rows);
        }

        if (_newest >= _keptHour + SnapshotHours)
        {
            Keep();
        }
    }

    private ZoneHeat Heat(int farm, string place)
    {
        if (!_heat.TryGetValue(place, out var heat))
        {
            _heat.Add(place, heat = new(farm, place));
        }

        return heat;
    }

    private void Keep()
    {
        _keptHour = _newest;
        herd.Desk.Keep(new HerdSnapshot(Key.Farm, SnapshotKind, this.GetPrimaryKeyString(), _newest * HourMs, _sensors!.Save()));
    }
}
