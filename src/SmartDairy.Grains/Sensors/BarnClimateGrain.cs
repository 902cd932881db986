using System.Globalization;
using SmartDairy.Contracts.Barns;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Grains.Sensors;

/// <summary>
/// The air of one barn: drives a <see cref="BarnDerivation"/>, called once an hour by each sensor, and stores climate and detections. A
/// snapshot about once a day keeps what was learned of the sensors, so that a restart does not hide a drift.
/// </summary>
[GrainType("barnclimate")]
public sealed partial class BarnClimateGrain(HerdServices herd, TimeProvider time) : Grain, IBarnClimateGrain
{
    private const string SnapshotKind = "barn-sensors";
    private const long HourMs = 3_600_000;
    private readonly SnapshotKeeper _snapshots = new(herd.Writer.SaveSnapshot, TimeSpan.FromDays(1));
    private BarnDerivation _barn = null!;
    private long _newestHour;

    private (int Farm, int Barn) Key
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            var slash = key.IndexOf('/');
            return (int.Parse(key.AsSpan(0, slash), CultureInfo.InvariantCulture),
                int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (farm, number) = Key;
        var barn = new BarnDerivation(farm, number);
        if (await herd.Store.FindSnapshotAsync(farm, SnapshotKind, this.GetPrimaryKeyString(), cancellationToken) is { } snapshot
            && barn.TryLoad(snapshot.Body.Span))
        {
            _snapshots.MarkRestored(snapshot.AsOf);
        }

        _barn = barn;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _snapshots.SaveIfNewer(_newestHour * HourMs, EncodeSnapshot);
        return Task.CompletedTask;
    }

    public Task AddSensorHoursAsync(string deviceId, int? zone, IReadOnlyList<ReportedSensorHour> hours)
    {
        foreach (var hour in hours)
        {
            _newestHour = Math.Max(_newestHour, hour.Hour);
            _barn.Add(deviceId, zone, new SensorHour(hour.Hour, hour.Means));
        }

        WriteRecords();
        return Task.CompletedTask;
    }

    public Task NotifyCalibratedAsync(string deviceId, string metric, long at)
    {
        _barn.ResetAfterCalibration(deviceId, metric, at);
        WriteRecords();
        return Task.CompletedTask;
    }

    private void WriteRecords()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var detections = _barn.DrainDetections();
        if (detections.Count > 0)
        {
            _ = SensorDetectionWriter.WriteAsync(herd, detections, now);
        }

        var climate = _barn.DrainClimateHours();
        if (climate.Count > 0)
        {
            _ = herd.Writer.WriteAsync([.. climate.Select(hour => HerdRecordKinds.ClimateHours.ToRecord(hour, now))]);
        }

        _snapshots.SaveIfDue(_newestHour * HourMs, EncodeSnapshot);
    }

    private ActorSnapshot EncodeSnapshot() => new(Key.Farm, SnapshotKind, this.GetPrimaryKeyString(), _newestHour * HourMs, _barn.Save());
}
