using GraphQL;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>What is asked about devices.</summary>
public sealed class DeviceQueries
{
    /// <summary>One device; null when there is none of that id on the caller's farms.</summary>
    public static async Task<DeviceView?> Device([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string id)
    {
        caller.RequireScope(ApiScopes.Read);
        return await DeviceAccess.FindAsync(grains, caller, id) is { } device ? SmartDairy.Api.Schema.Devices.DeviceView.ForCaller(caller, device) : null;
    }

    /// <summary>The devices of a farm, by id. Every argument narrows the list.</summary>
    /// <param name="type">Only devices of this type.</param>
    /// <param name="status">Only devices that are so now.</param>
    /// <param name="barnId">Only devices in this barn.</param>
    /// <param name="search">Part of an id or a name; upper and lower case are the same.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<DeviceView>> Devices(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        int farmId, DeviceType? type, DeviceStatus? status, int? barnId, string? search, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var found = await grains.GetGrain<IFarmGrain>(farmId).ListDevicesAsync(new(type, status, barnId, search), page.First, page.AfterKey);
        return page.ToConnection(found, device => SmartDairy.Api.Schema.Devices.DeviceView.ForCaller(caller, device));
    }
}
