using GraphQL;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Api.GraphQL.Devices;

/// <summary>What is watched of devices.</summary>
public sealed class DeviceSubscriptions
{
    /// <summary>Every change of the status of a farm's devices.</summary>
    public static async Task<IAsyncEnumerable<Device>> DeviceStatus(
        IResolveFieldContext context, [FromServices] IReadingFeed feed, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmGate.RequireAsync(grains, farmId);
        return EagerFeed.Join(feed.StatusesAsync(farmId, context.CancellationToken), device => Device.For(caller, device), context.CancellationToken);
    }
}
