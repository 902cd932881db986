using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Relay;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>Queries of farms.</summary>
public sealed class FarmQueries
{
    /// <summary>Farms the caller may access, ordered by number.</summary>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<FarmView>> Farms(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int? first = 50, string? after = null)
    {
        caller.RequireScope(ApiScopes.Read);
        var page = PageRequest.Parse(first, after);
        var found = await grains.GetGrain<IFarmDirectoryGrain>(0).ListFarmsAsync(caller.Farms?.ToArray(), page.First, page.AfterKey);
        return page.ToConnection(found, farm => SmartDairy.Api.Schema.Farms.FarmView.ForCaller(caller, farm));
    }

    /// <summary>One farm; null when no farm has this number.</summary>
    /// <param name="id">Number of the farm to return.</param>
    public static async Task<FarmView?> Farm([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int id)
    {
        caller.RequireRead(id);
        return await grains.GetGrain<IFarmGrain>(id).GetAsync() is { } farm
            ? SmartDairy.Api.Schema.Farms.FarmView.ForCaller(caller, farm)
            : null;
    }
}
