using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Live;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>Subscriptions to devices.</summary>
public sealed class DeviceSubscriptions
{
    /// <summary>
    /// The device after each change of its status, for all devices of a farm. A slow subscriber loses the oldest changes.
    /// </summary>
    public static async Task<IAsyncEnumerable<DeviceView>> DeviceStatus(
        IResolveFieldContext context, [FromServices] ILiveFeed feed, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
        int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return EagerStream.Start(feed.StreamStatusesAsync(farmId, context.CancellationToken), device =>
            DeviceView.ForCaller(caller, device), context.CancellationToken);
    }
}
