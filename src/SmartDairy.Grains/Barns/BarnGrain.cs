using System.Globalization;
using SmartDairy.Analytics.Climate;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Barns;

/// <summary>
/// One barn. It queries its sensors only when it is queried, at most once a second and all in parallel, so that a barn nobody looks at
/// costs a message nothing.
/// </summary>
[GrainType("barn")]
public sealed class BarnGrain(
    [PersistentState("barn", "entities")] IPersistentState<BarnState> state, IRegistry registry, TimeProvider time)
    : Grain, IBarnGrain
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDeviceListAge = TimeSpan.FromSeconds(10);
    private IReadOnlyList<DeviceRegistration>? _devices;
    private long _devicesAt;
    private BarnSnapshot? _snapshot;
    private long _snapshotAt;

    public async Task<BarnSnapshot?> GetAsync()
    {
        if (_snapshot is not null && time.GetElapsedTime(_snapshotAt) < MaxAge)
        {
            return _snapshot;
        }

        var (farm, barn) = Key();
        var devices = await GetDevicesAsync(farm, barn);
        if (devices.Count == 0)
        {
            return null;
        }

        var sensors = devices.Where(device => device.Type == DeviceType.EnvironmentalSensor && device.ZoneId is not null);
        var snapshots = await Task.WhenAll(sensors.Select(device => GrainFactory.GetGrain<IDeviceGrain>(device.Id).GetAsync()));
        var zones = snapshots.OfType<DeviceSnapshot>()
            .GroupBy(device => device.Registration.ZoneId!.Value)
            .OrderBy(zone => zone.Key)
            .Select(zone => new ZoneSnapshot(zone.Key, Newest(zone)))
            .ToList();
        var indices = zones.Select(zone => ComputeThi(zone.Latest)).OfType<double>().ToList();
        _snapshot = new BarnSnapshot(farm, barn, state.State.Name, zones, indices.Count == 0 ? null : indices.Average());
        _snapshotAt = time.GetTimestamp();
        return _snapshot;
    }

    public async Task RenameAsync(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
        {
            throw new RefusedException(RefusalKind.InvalidArgument, "name must have 1 to 200 characters.");
        }

        state.State.Name = name;
        await state.WriteStateAsync();
        _snapshot = null;
    }

    /// <summary>The devices of the barn, read every few seconds; while the database is away, the ones read last.</summary>
    private async ValueTask<IReadOnlyList<DeviceRegistration>> GetDevicesAsync(int farm, int barn)
    {
        if (_devices is not null && time.GetElapsedTime(_devicesAt) <= MaxDeviceListAge)
        {
            return _devices;
        }

        try
        {
            _devices = await registry.ListDevicesOfBarnAsync(farm, barn, CancellationToken.None);
        }
        catch (Exception e) when (Transient.Is(e) && _devices is not null)
        {
            // The newest values of the devices known so far are in memory and worth more than no answer.
        }

        _devicesAt = time.GetTimestamp();
        return _devices;
    }

    private static List<MetricValue> Newest(IEnumerable<DeviceSnapshot> devices)
        => [.. devices.SelectMany(device => device.Latest)
            .Where(value => value.Metric is not (Metrics.BatteryLevel or Metrics.SignalStrength))
            .GroupBy(value => value.Metric)
            .Select(values => values.Where(value => value.Quality > 0).MaxBy(value => value.Time) ?? values.MaxBy(value => value.Time)!)];

    private static double? ComputeThi(IReadOnlyList<MetricValue> latest)
        => FindTrusted(latest, "temperature_c") is { } temperature && FindTrusted(latest, "humidity_percent") is { } humidity
            ? TemperatureHumidityIndex.Calculate(temperature, humidity)
            : null;

    private static double? FindTrusted(IReadOnlyList<MetricValue> latest, string metric)
        => latest.FirstOrDefault(value => value.Metric == metric && value.Quality > 0)?.Value;

    private (int Farm, int Barn) Key()
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/');
        return (int.Parse(key.AsSpan(0, slash), CultureInfo.InvariantCulture), int.Parse(
            key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
