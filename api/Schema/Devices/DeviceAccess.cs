using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>Devices found by id alone. A device of a farm the caller may not access is reported as not found.</summary>
internal static class DeviceAccess
{
    /// <summary>Null when no such device exists or the caller may not access its farm.</summary>
    public static async Task<DeviceSnapshot?> FindAsync(IGrainFactory grains, ApiPrincipal caller, string deviceId) =>
        Identifier.IsValid(deviceId) && await grains.GetGrain<IDeviceGrain>(deviceId).GetAsync() is { } device
        && caller.CanAccessFarm(device.Registration.FarmId)
            ? device : null;

    /// <exception cref="ForbiddenException">The caller lacks the scope.</exception>
    /// <exception cref="NotFoundException">The device does not exist, or is on a farm the caller may not access.</exception>
    public static async Task<DeviceSnapshot> RequireAsync(IGrainFactory grains, ApiPrincipal caller, string scope, string deviceId)
    {
        caller.RequireScope(scope);
        return await FindAsync(grains, caller, deviceId) ?? throw NotFound(deviceId);
    }

    public static NotFoundException NotFound(string deviceId) =>
        new($"There is no device '{(deviceId.Length > Identifier.MaxLength ? deviceId[..Identifier.MaxLength] + "…" : deviceId)}'.",
            "List yours with devices.");
}
