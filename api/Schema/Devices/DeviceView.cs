using System.Text.Json;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Scalars;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Calibrations;
using SmartDairy.Api.Schema.Commands;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>A device. What its registration says costs nothing; the rest is asked of its actor, all devices of a page at once.</summary>
[Name("Device")]
public sealed partial class DeviceView
{
    private readonly DeviceRegistration _registration;
    private readonly DeviceSnapshot? _known;

    private DeviceView(DeviceRegistration registration, DeviceSnapshot? known) => (_registration, _known) = (registration, known);

    /// <summary>Unique over all farms.</summary>
    [Id]
    public string Id => _registration.Id;

    /// <summary>The farm it stands on.</summary>
    public int FarmId => _registration.FarmId;

    /// <summary>What it is.</summary>
    public DeviceType Type => _registration.Type;

    /// <summary>The barn it stands in; null when in none.</summary>
    public int? BarnId => _registration.BarnId;

    /// <summary>The zone it stands in; null when in none.</summary>
    public int? ZoneId => _registration.ZoneId;

    /// <summary>What people call it; null when it has no name.</summary>
    public string? Name => _registration.Name;

    /// <summary>The animal that wears it; null when none does.</summary>
    [Id]
    public string? AnimalId => _registration.AnimalId;

    /// <summary>The gateway it speaks through; null when it connects by itself.</summary>
    [Id]
    public string? GatewayId => _registration.GatewayId;

    /// <summary>How it is.</summary>
    public IDataLoaderResult<DeviceStatus> Status(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.Status ?? DeviceStatus.Offline);

    /// <summary>Whether a connection with its credentials is open.</summary>
    public IDataLoaderResult<bool> Connected(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.Connected ?? false);

    /// <summary>When its last message came in; null when it was never heard.</summary>
    public IDataLoaderResult<DateTimeOffset?> LastSeen(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.LastSeen.ToInstant());

    /// <summary>Percent; null when it never said.</summary>
    public IDataLoaderResult<double?> BatteryLevel(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.BatteryLevel);

    /// <summary>dBm; null when it never said.</summary>
    public IDataLoaderResult<double?> SignalStrength(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.SignalStrength);

    /// <summary>Null when it never said.</summary>
    public IDataLoaderResult<string?> FirmwareVersion(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.FirmwareVersion);

    /// <summary>The newest value of every metric by event time; late data never moves one back.</summary>
    public IDataLoaderResult<IEnumerable<MetricValueView>> Latest(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(device => (device?.Latest ?? []).Select(MetricValueView.From));

    /// <summary>Messages stored.</summary>
    public IDataLoaderResult<long> MessagesStored(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.Messages.Stored ?? 0);

    /// <summary>Messages refused; rejectedMessages shows them with their reasons.</summary>
    public IDataLoaderResult<long> MessagesRejected(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.Messages.Rejected ?? 0);

    /// <summary>Messages that were stored before.</summary>
    public IDataLoaderResult<long> MessagesDuplicate(IResolveFieldContext context) => LoadSnapshot(context).Then(device => device?.Messages.Duplicate ?? 0);

    /// <summary>The configuration that a user wants it to have; null when none was ever set.</summary>
    public IDataLoaderResult<JsonElement?> DesiredConfiguration(IResolveFieldContext context) =>
        LoadConfiguration(context).Then(configuration => JsonText.ToElement(configuration?.Desired));

    /// <summary>The configuration that it last said it has; null when it never said.</summary>
    public IDataLoaderResult<JsonElement?> ReportedConfiguration(IResolveFieldContext context) =>
        LoadConfiguration(context).Then(configuration => JsonText.ToElement(configuration?.Reported));

    /// <summary>Its commands, newest first, at most 100.</summary>
    public IDataLoaderResult<IEnumerable<CommandView>> Commands(IResolveFieldContext context) => context
        .LoadFromGrain("device-commands", Id, async (grains, id) => await grains.GetGrain<IDeviceGrain>(id).ListCommandsAsync() ?? null)
        .Then(commands => (commands ?? []).Select(command => new CommandView(command)));

    /// <summary>All versions of all its metrics' calibrations, the newest first.</summary>
    public IDataLoaderResult<IEnumerable<CalibrationView>> Calibrations(IResolveFieldContext context) => context
        .LoadFromGrain("device-calibrations", Id, async (grains, id) => await grains.GetGrain<IDeviceGrain>(id).ListCalibrationsAsync() ?? null)
        .Then(calibrations => (calibrations ?? []).Select(CalibrationView.From));

    /// <summary>Its alerts that are not over, the newest first.</summary>
    /// <param name="first">At most so many, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> Alerts(IResolveFieldContext context, [Caller] ApiPrincipal caller, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, OpenAlertsLoader.MaxPerSubject);
        return OpenAlertsLoader.Load(context, FarmId, null, Id).Then(alerts => (alerts ?? []).Where(alert => alert.Source.Type != AlertView.AnimalSourceType).Take(count).Select(alert => AlertView.ForCaller(caller, alert)));
    }

    /// <summary>A device whose actor was not asked yet.</summary>
    internal static DeviceView ForCaller(ApiPrincipal caller, DeviceRegistration registration)
    {
        caller.RequireFarm(registration.FarmId);
        return new(registration, null);
    }

    /// <summary>A device as its actor knows it.</summary>
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
