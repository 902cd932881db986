using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Alerts;

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
