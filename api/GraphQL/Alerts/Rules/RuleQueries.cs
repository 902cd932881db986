using GraphQL;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts.Rules;

/// <summary>What is asked about rules.</summary>
public sealed class RuleQueries
{
    /// <summary>The rules of a farm, by name.</summary>
    public static async Task<IEnumerable<AlertRuleView>> AlertRules([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId)
    {
        caller.RequireRead(farmId);
        await FarmGate.RequireAsync(grains, farmId);
        var rules = await grains.GetGrain<IRuleBookGrain>(farmId).RulesAsync();
        return rules.Select(rule => AlertRuleView.Of(caller, rule));
    }

    /// <summary>One rule, also one that was deleted; null when there is none of that id on the caller's farms.</summary>
    public static async Task<AlertRuleView?> AlertRule([FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancel, [Id] string id)
    {
        caller.RequireScope(Scopes.Read);
        return await RuleGate.FindAsync(store, caller, id, cancel) is { } rule ? AlertRuleView.Of(caller, rule) : null;
    }

    /// <summary>Everything that is wrong with a rule, without saving it; empty when it can be saved.</summary>
    public static IEnumerable<RuleProblemView> CheckAlertRule([Caller] ApiPrincipal caller, AlertRuleInput input)
    {
        caller.RequireScope(Scopes.Read);
        return RuleCheck.Of(input.ToDefinition()).Select(problem => new RuleProblemView(problem.Path, problem.Position, problem.Sentence));
    }
}
