using GraphQL;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts.Rules;

/// <summary>What changes rules. What was changed holds everywhere within 2 s.</summary>
public sealed class RuleMutations
{
    /// <summary>Saves a rule. INVALID_ARGUMENT names everything that is wrong with it. With a command among its actions it also takes the scope 'command'.</summary>
    public static async Task<AlertRuleView> CreateAlertRule([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, AlertRuleInput input)
    {
        caller.RequireWrite(farmId);
        await FarmGate.RequireAsync(grains, farmId);
        var definition = input.ToDefinition();
        await CommandActions.RequireAsync(grains, caller, farmId, definition);
        return AlertRuleView.Of(caller, await grains.GetGrain<IRuleBookGrain>(farmId).CreateAsync(definition, caller.Name));
    }

    /// <summary>Saves a new version that replaces the whole rule. An alert that is open stays open and is judged by the new version.</summary>
    public static async Task<AlertRuleView> UpdateAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancel, [Id] string id, AlertRuleInput input)
    {
        var rule = await RuleGate.RequireAsync(store, caller, id, cancel);
        var definition = input.ToDefinition();
        await CommandActions.RequireAsync(grains, caller, rule.FarmId, definition);
        return AlertRuleView.Of(caller, await grains.GetGrain<IRuleBookGrain>(rule.FarmId).UpdateAsync(id, definition, caller.Name) ?? throw RuleGate.Missing(id));
    }

    /// <summary>Ends a rule and clears its open alerts. Its past alerts stay. NOT_FOUND when there is no such rule, as after it was deleted.</summary>
    public static async Task<bool> DeleteAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancel, [Id] string id)
    {
        var rule = await RuleGate.RequireAsync(store, caller, id, cancel);
        return await grains.GetGrain<IRuleBookGrain>(rule.FarmId).DeleteAsync(id, caller.Name) ? true : throw RuleGate.Missing(id);
    }
}
