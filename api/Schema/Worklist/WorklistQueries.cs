using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>Queries of the worklist.</summary>
public sealed class WorklistQueries
{
    /// <summary>
    /// Work to do on a farm, most urgent first. The list follows from the farm's data alone: the same data give the same list, and an item
    /// stays until its cause ends or it is marked as done.
    /// </summary>
    /// <param name="date">Day of the farm's calendar, such as 2026-03-10, at most 90 days back and 14 ahead; today when omitted.</param>
    /// <param name="first">Maximum number of items to return, 1 to 500.</param>
    public static async Task<WorklistView> Worklist(
        [FromServices] WorklistService desk, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, string? date = null, int? first = 100)
    {
        caller.RequireRead(farmId);
        var count = Argument.InRange("first", first ?? 100, GraphQL.Relay.PageRequest.MaxFirst);
        var farm = await FarmAccess.RequireAsync(grains, farmId);
        return WorklistView.From(await desk.GetAsync(farm, date, cancellationToken), count);
    }
}
