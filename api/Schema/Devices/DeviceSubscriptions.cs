using GraphQL;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>What is watched of devices.</summary>
public sealed class DeviceSubscriptions
{
    /// <summary>Every change of the status of a farm's devices.</summary>
    public static async Task<IAsyncEnumerable<DeviceView>> DeviceStatus(
        IResolveFieldContext context, [FromServices] ILiveFeed feed, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return EagerStream.Start(feed.StreamStatusesAsync(farmId, context.CancellationToken), device => DeviceView.ForCaller(caller, device), context.CancellationToken);
    }
}
