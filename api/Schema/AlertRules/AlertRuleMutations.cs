using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>What changes rules. What was changed holds everywhere within 2 s.</summary>
public sealed class AlertRuleMutations
{
    /// <summary>Saves a rule. INVALID_ARGUMENT names everything that is wrong with it. With a command among its actions it also takes the scope 'command'.</summary>
    public static async Task<AlertRuleView> CreateAlertRule([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, AlertRuleInput input)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var definition = input.ToDefinition();
        await CommandActionAuthorizer.RequireAsync(grains, caller, farmId, definition);
        return AlertRuleView.ForCaller(caller, await grains.GetGrain<IRuleSetGrain>(farmId).CreateRuleAsync(definition, caller.Name));
    }

    /// <summary>Saves a new version that replaces the whole rule. An alert that is open stays open and is judged by the new version.</summary>
    public static async Task<AlertRuleView> UpdateAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id, AlertRuleInput input)
    {
        var rule = await AlertRuleAccess.RequireAsync(store, caller, id, cancellationToken);
        var definition = input.ToDefinition();
        await CommandActionAuthorizer.RequireAsync(grains, caller, rule.FarmId, definition);
        return AlertRuleView.ForCaller(caller, await grains.GetGrain<IRuleSetGrain>(rule.FarmId).UpdateRuleAsync(id, definition, caller.Name) ?? throw AlertRuleAccess.NotFound(id));
    }

    /// <summary>Ends a rule and clears its open alerts. Its past alerts stay. NOT_FOUND when there is no such rule, as after it was deleted.</summary>
    public static async Task<bool> DeleteAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id)
    {
        var rule = await AlertRuleAccess.RequireAsync(store, caller, id, cancellationToken);
        return await grains.GetGrain<IRuleSetGrain>(rule.FarmId).DeleteRuleAsync(id, caller.Name) ? true : throw AlertRuleAccess.NotFound(id);
    }
}
