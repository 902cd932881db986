using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>Devices by their id alone, which does not say their farm: one of another farm looks as if it weren't there.</summary>
internal static class DeviceAccess
{
    /// <summary>Null when there is no such device, or it is not the caller's to see.</summary>
    public static async Task<DeviceSnapshot?> FindAsync(IGrainFactory grains, ApiPrincipal caller, string deviceId) =>
        Identifier.IsValid(deviceId) && await grains.GetGrain<IDeviceGrain>(deviceId).GetAsync() is { } device && caller.CanAccessFarm(device.Registration.FarmId)
            ? device : null;

    /// <exception cref="ForbiddenException">The caller lacks the scope.</exception>
    /// <exception cref="NotFoundException">There is no such device, or it is not the caller's to see.</exception>
    public static async Task<DeviceSnapshot> RequireAsync(IGrainFactory grains, ApiPrincipal caller, string scope, string deviceId)
    {
        caller.RequireScope(scope);
        return await FindAsync(grains, caller, deviceId) ?? throw NotFound(deviceId);
    }

    public static NotFoundException NotFound(string deviceId) =>
        new($"There is no device '{(deviceId.Length > Identifier.MaxLength ? deviceId[..Identifier.MaxLength] + "…" : deviceId)}'.", "List yours with devices.");
}
