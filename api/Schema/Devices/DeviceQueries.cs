using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Relay;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>Queries of devices.</summary>
public sealed class DeviceQueries
{
    /// <summary>One device; null when no device on the caller's farms has this id.</summary>
    public static async Task<DeviceView?> Device([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, [Id] string id)
    {
        caller.RequireScope(ApiScopes.Read);
        return await DeviceAccess.FindAsync(grains, caller, id) is { } device
            ? SmartDairy.Api.Schema.Devices.DeviceView.ForCaller(caller, device)
            : null;
    }

    /// <summary>Devices of a farm, ordered by id. Every argument narrows the list.</summary>
    /// <param name="type">Only devices of this type.</param>
    /// <param name="status">Only devices that currently have this status.</param>
    /// <param name="barnId">Only devices in this barn.</param>
    /// <param name="search">Text that the id or name contains, in upper or lower case.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<DeviceView>> Devices(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        int farmId, DeviceType? type, DeviceStatus? status, int? barnId, string? search, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var found = await grains.GetGrain<IFarmGrain>(farmId)
            .ListDevicesAsync(new(type, status, barnId, search), page.First, page.AfterKey);
        return page.ToConnection(found, device => SmartDairy.Api.Schema.Devices.DeviceView.ForCaller(caller, device));
    }
}
