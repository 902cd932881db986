using System.Text.Json;
using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>Mutations of devices.</summary>
public sealed class DeviceMutations
{
    private const int MaxDevices = 10_000;
    private const int MaxConfigurationLength = 32_768;

    /// <summary>
    /// Registers up to 10,000 devices in one call, all or none, and returns the MQTT credentials of each, which are shown only this once.
    /// </summary>
    /// <param name="devices">Devices to register, 1 to 10,000.</param>
    public static async Task<IEnumerable<DeviceCredentialsView>> RegisterDevices(
        [FromServices] IGrainFactory grains, [FromServices] BrokerAddress broker, [Caller] ApiPrincipal caller, int farmId,
            IReadOnlyList<DeviceInput> devices)
    {
        caller.RequireWrite(farmId);
        if (devices.Count is < 1 or > MaxDevices)
        {
            throw new InvalidArgumentException(
                $"'devices' has {devices.Count} items; it must have 1 to {MaxDevices}.", "Register more in further calls.");
        }

        await FarmAccess.RequireAsync(grains, farmId);
        var registrations = new DeviceRegistration[devices.Count];
        for (var i = 0; i < registrations.Length; i++)
        {
            registrations[i] = devices[i].ToRegistration(farmId, i);
        }

        var issued = await grains.GetGrain<IFarmGrain>(farmId).RegisterDevicesAsync(registrations);
        return issued.Select(each => DeviceCredentialsView.From(each, broker));
    }

    /// <summary>Enables or disables a device. Disabling closes its connection and rejects its messages.</summary>
    /// <param name="enabled">True enables the device, false disables it.</param>
    public static async Task<DeviceView> SetDeviceEnabled(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string deviceId, bool enabled)
    {
        await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Write, deviceId);
        return DeviceView.ForCaller(caller, await grains.GetGrain<IDeviceGrain>(deviceId).SetEnabledAsync(enabled)
            ?? throw DeviceAccess.NotFound(deviceId));
    }

    /// <summary>
    /// Stores the desired configuration of a device and sends it while the device is subscribed to it, otherwise when it subscribes.
    /// </summary>
    /// <param name="configuration">Desired configuration as a JSON object of up to 32,768 characters.</param>
    public static async Task<DeviceView> SetDeviceConfiguration(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string deviceId, JsonElement configuration)
    {
        if (configuration.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidArgumentException("'configuration' must be a JSON object.");
        }

        var json = configuration.GetRawText();
        if (json.Length > MaxConfigurationLength)
        {
            throw new InvalidArgumentException(
                $"'configuration' has {json.Length} characters; at most {MaxConfigurationLength} are allowed.");
        }

        await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Command, deviceId);
        return DeviceView.ForCaller(caller, await grains.GetGrain<IDeviceGrain>(deviceId).SetDesiredConfigurationAsync(json)
            ?? throw DeviceAccess.NotFound(deviceId));
    }
}
