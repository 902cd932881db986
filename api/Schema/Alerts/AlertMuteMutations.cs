using GraphQL;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Mutations of mutes.</summary>
public sealed class AlertMuteMutations
{
    /// <summary>Keeps alerts from opening for a time: a maintenance window, or a snooze of one rule at one source.</summary>
    public static async Task<AlertMuteView> CreateMute(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time,
            [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, AlertMuteInput input)
    {
        caller.RequireWrite(farmId);
        var mute = input.ToMute(farmId, $"MUT-{Guid.CreateVersion7(time.GetUtcNow()):N}", caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        if (mute.RuleId is { } ruleId)
        {
            await AlertRuleAccess.RequireOnFarmAsync(store, farmId, ruleId, cancellationToken);
        }

        return new(await grains.GetGrain<IRuleSetGrain>(farmId).SaveMuteAsync(mute));
    }

    /// <summary>Ends a mute. NOT_FOUND when the farm has no such mute.</summary>
    public static async Task<bool> DeleteMute([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        return await grains.GetGrain<IRuleSetGrain>(farmId).RemoveMuteAsync(id)
            ? true : throw new NotFoundException($"Farm {farmId} has no mute '{ErrorText.Truncate(id)}'.", "List them with mutes.");
    }
}
