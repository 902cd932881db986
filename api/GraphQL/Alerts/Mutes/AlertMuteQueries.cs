using GraphQL;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.GraphQL.Alerts.Mutes;

/// <summary>What is asked about mutes.</summary>
public sealed class AlertMuteQueries
{
    /// <summary>Snoozes and maintenance windows that are not over, by their beginning.</summary>
    public static async Task<IEnumerable<AlertMuteView>> Mutes([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return (await grains.GetGrain<IRuleSetGrain>(farmId).ListMutesAsync()).Select(mute => new AlertMuteView(mute));
    }
}
