using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts.Rules;

/// <summary>Rules by their id alone, which does not say their farm: one of another farm looks as if it weren't there.</summary>
internal static class RuleGate
{
    /// <summary>The newest version, also of a rule that was deleted; null when there is no such rule, or it is not the caller's to see.</summary>
    public static async Task<StoredRule?> FindAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancel) =>
        Identifier.IsValid(id) && await store.RuleAsync(id, cancel) is { } rule && caller.Sees(rule.FarmId) ? rule : null;

    /// <exception cref="ForbiddenException">The caller may change nothing.</exception>
    /// <exception cref="NotFoundException">There is no such rule any more, or it is not the caller's to see.</exception>
    public static async Task<StoredRule> RequireAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancel)
    {
        caller.RequireScope(Scopes.Write);
        return await FindAsync(store, caller, id, cancel) is { Deleted: false } rule ? rule : throw Missing(id);
    }

    /// <exception cref="InvalidArgumentException">The farm has no such rule.</exception>
    public static async Task RequireOnFarmAsync(IAlertStore store, int farmId, string id, CancellationToken cancel)
    {
        if (!Identifier.IsValid(id) || await store.RuleAsync(id, cancel) is not { Deleted: false } rule || rule.FarmId != farmId)
            throw new InvalidArgumentException($"Farm {farmId} has no rule '{Shown.Of(id)}'.", "List its rules with alertRules.");
    }

    public static NotFoundException Missing(string id) => new($"There is no rule '{Shown.Of(id)}'.", "List yours with alertRules.");
}
