using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Calibrations;
using SmartDairy.Api.Schema.Commands;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Scalars;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>
/// A device with its registration and current state. Fields beyond the registration are fetched for all devices of a page at once.
/// </summary>
[Name("Device")]
public sealed partial class DeviceView
{
    private readonly DeviceRegistration _registration;
    private readonly DeviceSnapshot? _known;

    private DeviceView(DeviceRegistration registration, DeviceSnapshot? known) => (_registration, _known) = (registration, known);

    /// <summary>Id of the device, unique across all farms.</summary>
    [Id]
    public string Id => _registration.Id;

    /// <summary>Number of the farm the device belongs to.</summary>
    public int FarmId => _registration.FarmId;

    /// <summary>Type of the device, such as collar, meter or gateway.</summary>
    public DeviceType Type => _registration.Type;

    /// <summary>Number of the barn the device is in; null when in none.</summary>
    public int? BarnId => _registration.BarnId;

    /// <summary>Number of the zone the device is in; null when in none.</summary>
    public int? ZoneId => _registration.ZoneId;

    /// <summary>Name of the device for people; null when it has none.</summary>
    public string? Name => _registration.Name;

    /// <summary>Id of the animal the device was registered for; null when for none.</summary>
    [Id]
    public string? AnimalId => _registration.AnimalId;

    /// <summary>Id of the gateway that publishes for the device; null when the device connects itself.</summary>
    [Id]
    public string? GatewayId => _registration.GatewayId;

    /// <summary>Health of the device, from its connection, its silence and its own reports.</summary>
    public IDataLoaderResult<DeviceStatus> Status(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.Status ?? DeviceStatus.Offline);

    /// <summary>Whether an MQTT connection with the device's credentials is open.</summary>
    public IDataLoaderResult<bool> Connected(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.Connected ?? false);

    /// <summary>Time the device's last message was received, by the server's clock; null when none ever was.</summary>
    public IDataLoaderResult<DateTimeOffset?> LastSeen(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.LastSeen.ToInstant());

    /// <summary>Last reported battery level in percent; null when never reported.</summary>
    public IDataLoaderResult<double?> BatteryLevel(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.BatteryLevel);

    /// <summary>Last reported signal strength in dBm; null when never reported.</summary>
    public IDataLoaderResult<double?> SignalStrength(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.SignalStrength);

    /// <summary>Last reported firmware version; null when never reported.</summary>
    public IDataLoaderResult<string?> FirmwareVersion(IResolveFieldContext context)
        => LoadSnapshot(context).Then(device => device?.FirmwareVersion);

    /// <summary>Newest value of every metric by event time; late data never replaces a newer value.</summary>
    public IDataLoaderResult<IEnumerable<MetricValueView>> Latest(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(device => (device?.Latest ?? []).Select(MetricValueView.From));

    /// <summary>Number of messages of the device that were stored.</summary>
    public IDataLoaderResult<long> MessagesStored(IResolveFieldContext context)
        => MessageCountsLoader.Load(context, Id).Then(counts => counts.Stored);

    /// <summary>Number of messages of the device that were rejected; rejectedMessages lists them with reasons.</summary>
    public IDataLoaderResult<long> MessagesRejected(IResolveFieldContext context)
        => MessageCountsLoader.Load(context, Id).Then(counts => counts.Rejected);

    /// <summary>Number of messages that repeated one already stored.</summary>
    public IDataLoaderResult<long> MessagesDuplicate(IResolveFieldContext context)
        => MessageCountsLoader.Load(context, Id).Then(counts => counts.Duplicate);

    /// <summary>Configuration the device should have; null when none was ever set.</summary>
    public IDataLoaderResult<JsonElement?> DesiredConfiguration(IResolveFieldContext context) =>
        LoadConfiguration(context).Then(configuration => JsonText.ToElement(configuration?.Desired));

    /// <summary>Configuration the device last reported; null when never reported.</summary>
    public IDataLoaderResult<JsonElement?> ReportedConfiguration(IResolveFieldContext context) =>
        LoadConfiguration(context).Then(configuration => JsonText.ToElement(configuration?.Reported));

    /// <summary>Commands sent to the device, newest first, at most 100.</summary>
    public IDataLoaderResult<IEnumerable<CommandView>> Commands(IResolveFieldContext context) => context
        .LoadFromGrain("device-commands", Id, async (grains, id) => await grains.GetGrain<IDeviceGrain>(id).ListCommandsAsync() ?? null)
        .Then(commands => (commands ?? []).Select(command => new CommandView(command)));

    /// <summary>All versions of the calibrations of all metrics, newest first.</summary>
    public IDataLoaderResult<IEnumerable<CalibrationView>> Calibrations(IResolveFieldContext context) => context
        .LoadFromGrain("device-calibrations", Id, async (grains, id) => await grains.GetGrain<IDeviceGrain>(id).ListCalibrationsAsync()
        ?? null)
        .Then(calibrations => (calibrations ?? []).Select(CalibrationView.From));

    /// <summary>Alerts about the device that are not cleared, newest first.</summary>
    /// <param name="first">Maximum number of alerts to return, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> Alerts(IResolveFieldContext context, [Caller] ApiPrincipal caller, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, OpenAlertsLoader.MaxPerSubject);
        return OpenAlertsLoader.Load(context, FarmId, null, Id)
            .Then(alerts => (alerts ?? []).Where(alert => alert.Source.Type != AlertView.AnimalSourceType).Take(count)
            .Select(alert => AlertView.ForCaller(caller, alert)));
    }

    /// <summary>A device as registered; its actor is called only when a field needs it.</summary>
    internal static DeviceView ForCaller(ApiPrincipal caller, DeviceRegistration registration)
    {
        caller.RequireFarm(registration.FarmId);
        return new(registration, null);
    }

    /// <summary>A device with the current state from its actor.</summary>
    internal static DeviceView ForCaller(ApiPrincipal caller, DeviceSnapshot known)
    {
        caller.RequireFarm(known.Registration.FarmId);
        return new(known.Registration, known);
    }

    private IDataLoaderResult<DeviceSnapshot?> LoadSnapshot(IResolveFieldContext context) => _known is not null
        ? DataLoaderResults.FromResult(_known)
        : context.LoadFromGrain("devices", Id, (grains, id) => grains.GetGrain<IDeviceGrain>(id).GetAsync());

    private IDataLoaderResult<DeviceConfiguration?> LoadConfiguration(IResolveFieldContext context) => context.LoadFromGrain(
        "device-configurations", Id, async (grains, id) => await grains.GetGrain<IDeviceCommandsGrain>(id).GetConfigurationAsync() ?? null);
}
