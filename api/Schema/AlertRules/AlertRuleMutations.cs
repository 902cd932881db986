using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Mutations of alert rules. A change is in force on every silo within 2 s.</summary>
public sealed class AlertRuleMutations
{
    /// <summary>
    /// Saves a new rule. INVALID_ARGUMENT lists every problem of the rule. A rule with a command action also requires the scope 'command'.
    /// </summary>
    public static async Task<AlertRuleView> CreateAlertRule(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, AlertRuleInput input)
    {
        caller.RequireWrite(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var definition = input.ToDefinition();
        await CommandActionAuthorizer.RequireAsync(grains, caller, farmId, definition);
        return AlertRuleView.ForCaller(caller, await grains.GetGrain<IRuleSetGrain>(farmId).CreateRuleAsync(definition, caller.Name));
    }

    /// <summary>
    /// Saves a new version that replaces the whole rule. Open alerts stay open and are evaluated by the new version. A rule with a command
    /// action also requires the scope 'command'.
    /// </summary>
    public static async Task<AlertRuleView> UpdateAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id, AlertRuleInput input)
    {
        var rule = await AlertRuleAccess.RequireAsync(store, caller, id, cancellationToken);
        var definition = input.ToDefinition();
        await CommandActionAuthorizer.RequireAsync(grains, caller, rule.FarmId, definition);
        return AlertRuleView.ForCaller(caller, await grains.GetGrain<IRuleSetGrain>(rule.FarmId)
            .UpdateRuleAsync(id, definition, caller.Name) ?? throw AlertRuleAccess.NotFound(id));
    }

    /// <summary>
    /// Deletes a rule and clears its open alerts; past alerts are kept. NOT_FOUND when the rule does not exist or is already deleted.
    /// </summary>
    public static async Task<bool> DeleteAlertRule(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, [Id] string id)
    {
        var rule = await AlertRuleAccess.RequireAsync(store, caller, id, cancellationToken);
        return await grains.GetGrain<IRuleSetGrain>(rule.FarmId).DeleteRuleAsync(id, caller.Name)
            ? true
            : throw AlertRuleAccess.NotFound(id);
    }
}
