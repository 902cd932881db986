using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Queries of mutes.</summary>
public sealed class AlertMuteQueries
{
    /// <summary>Snoozes and maintenance windows of a farm that have not ended, ordered by start.</summary>
    public static async Task<IEnumerable<AlertMuteView>> Mutes(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return (await grains.GetGrain<IRuleSetGrain>(farmId).ListMutesAsync()).Select(mute => new AlertMuteView(mute));
    }
}
