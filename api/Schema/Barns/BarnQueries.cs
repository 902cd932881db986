using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Barns;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>Queries of barns.</summary>
public sealed class BarnQueries
{
    /// <summary>One barn; null when no device is registered in it.</summary>
    public static async Task<BarnView?> Barn([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, int barnId)
    {
        caller.RequireRead(farmId);
        var barn = await grains.GetGrain<IBarnGrain>(SmartDairy.Api.Schema.Barns.BarnView.ToGrainKey(farmId, barnId)).GetAsync();
        return barn is null ? null : new(barn);
    }
}
