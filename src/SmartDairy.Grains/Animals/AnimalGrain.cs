using System.Globalization;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// One animal. Milk meters and tag readers report to its actor; the newest values of its collar are read from the collar's actor on
/// request. Everything is rebuilt from history at activation.
/// </summary>
[GrainType("animal")]
public sealed partial class AnimalGrain(
    IRegistry registry, IHistory history, HerdServices herd, SourceRuleServices rules, TimeProvider time, ILogger<AnimalGrain> log)
    : Grain, IAnimalGrain
{
    private readonly Dictionary<string, MetricValue> _latest = new(StringComparer.Ordinal);
    private AnimalRegistration? _registration;
    private IReadOnlyList<DeviceRegistration> _registeredDevices = [];
    private string? _lastLocation;
    private long _locatedAt;

    private (int Farm, string Animal) Key
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            var slash = key.IndexOf('/');
            return (int.Parse(key.AsSpan(0, slash), CultureInfo.InvariantCulture), key[(slash + 1)..]);
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (farm, animal) = Key;
        await LoadAsync(cancellationToken);
        foreach (var reading in await history.ListLatestOfAnimalAsync(farm, animal, cancellationToken))
        {
            // The collar may be another animal's since: its values come from its own actor.
            if (reading.Family != ReadingFamily.Activity)
            {
                UpdateLatest(reading);
            }
        }
    }

    public async Task<AnimalSnapshot?> GetAsync()
    {
        if (_registration is null || _registeredDevices.Count == 0)
        {
            await LoadAsync(CancellationToken.None);
        }

        if (_registration is null)
        {
            return null;
        }

        var latest = new Dictionary<string, MetricValue>(_latest, StringComparer.Ordinal);
        var worn = await GetWornCollarsAsync();
        foreach (var device in await Task.WhenAll(worn.Select(collar => GrainFactory.GetGrain<IDeviceGrain>(collar).GetAsync())))
        {
            foreach (var value in device?.Latest ?? [])
            {
                UpdateLatest(latest, MetricNameOnAnimal(ReadingFamily.Activity, value.Metric), value);
            }
        }

        return new AnimalSnapshot(_registration, _lastLocation, [.. latest.Values.OrderBy(value => value.Metric, StringComparer.Ordinal)]);
    }

    public Task NotifyLatestReadingAsync(Reading newest)
    {
        UpdateLatest(newest);
        return Task.CompletedTask;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var (farm, animal) = Key;
        _registration = await registry.FindAnimalAsync(farm, animal, cancellationToken);
        _registeredDevices = await registry.ListDevicesOfAnimalAsync(farm, animal, cancellationToken);
    }

    /// <summary>The collars that the animal wears now.</summary>
    private async Task<IReadOnlyList<string>> GetWornCollarsAsync()
    {
        var (farm, animal) = Key;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var worn = WornCollar.OfAnimal(animal, await herd.Bindings.GetAsync(farm), _registeredDevices);
        return [.. worn.Where(collar => collar.IsWornAt(now)).Select(collar => collar.CollarId)];
    }

    private void UpdateLatest(Reading reading)
    {
        var metrics = Metrics.ForFamily(reading.Family);
        for (var i = 0; i < reading.Values.Length; i++)
        {
            if (!double.IsNaN(reading.Values[i]))
            {
                UpdateLatest(_latest, MetricNameOnAnimal(reading.Family, metrics[i].Name),
                    new MetricValue(metrics[i].Name, reading.Values[i], metrics[i].Unit, reading.Time, reading.QualityOf(i)));
            }
        }

        if (reading is TagReading { PlaceId: { } place } tag && tag.Time >= _locatedAt)
        {
            (_lastLocation, _locatedAt) = ($"{(tag.Sighting == SightingKind.Gate ? "gate" : "area")}/{place}", tag.Time);
        }
    }

    private static void UpdateLatest(Dictionary<string, MetricValue> latest, string? name, MetricValue value)
    {
        if (name is not null && (!latest.TryGetValue(name, out var old) || value.Time >= old.Time))
        {
            latest[name] = value with { Metric = name };
        }
    }

    /// <summary>
    /// The name of a device's metric on the animal; null for a metric of the device itself. The milk's temperature is not the animal's.
    /// </summary>
    private static string? MetricNameOnAnimal(ReadingFamily family, string metric) => (family, metric) switch
    {
        (ReadingFamily.Rfid, _) => null,
        (ReadingFamily.Milking, Metrics.BatteryLevel or Metrics.SignalStrength) => null,
        (ReadingFamily.Milking, "temperature_c") => "milk_temperature_c",
        _ => metric,
    };
}
