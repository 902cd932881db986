using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Herd.Worklist;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>What is asked about the day's work.</summary>
public sealed class WorklistQueries
{
    /// <summary>
    /// What there is to do on a farm, the most urgent first. It follows from what is known and nothing else: asked again it is the same, and an item stays until its cause is gone or it
    /// is handled.
    /// </summary>
    /// <param name="date">A day of the farm's calendar such as 2026-03-10, at most 90 days back and 14 ahead; by default today.</param>
    /// <param name="first">At most so many items, 1 to 500.</param>
    public static async Task<WorklistView> Worklist(
        [FromServices] WorklistService desk, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, string? date = null, int? first = 100)
    {
        caller.RequireRead(farmId);
        var count = Argument.InRange("first", first ?? 100, GraphQL.Relay.PageRequest.MaxFirst);
        var farm = await FarmAccess.RequireAsync(grains, farmId);
        return WorklistView.From(await desk.GetAsync(farm, date, cancellationToken), count);
    }
}
