using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.Rules.Validation;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Queries of alert rules.</summary>
public sealed class AlertRuleQueries
{
    /// <summary>All alert rules of a farm that are not deleted, ordered by name.</summary>
    public static async Task<IEnumerable<AlertRuleView>> AlertRules(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var rules = await grains.GetGrain<IRuleSetGrain>(farmId).ListRulesAsync();
        return rules.Select(rule => AlertRuleView.ForCaller(caller, rule));
    }

    /// <summary>One alert rule, even a deleted one; null when no rule on the caller's farms has this id.</summary>
    public static async Task<AlertRuleView?> AlertRule(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id)
    {
        caller.RequireScope(ApiScopes.Read);
        return await AlertRuleAccess.FindAsync(store, caller, id, cancellationToken) is { } rule
            ? AlertRuleView.ForCaller(caller, rule)
            : null;
    }

    /// <summary>Validates a rule without saving it and returns every problem found; empty when the rule can be saved.</summary>
    public static IEnumerable<AlertRuleProblemView> CheckAlertRule([Caller] ApiPrincipal caller, AlertRuleInput input)
    {
        caller.RequireScope(ApiScopes.Read);
        return RuleValidator.Validate(input.ToDefinition())
            .Select(problem => new AlertRuleProblemView(problem.Path, problem.Position, problem.Message));
    }
}
