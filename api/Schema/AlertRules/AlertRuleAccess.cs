using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Rules by their id alone, which does not say their farm: one of another farm looks as if it weren't there.</summary>
internal static class AlertRuleAccess
{
    /// <summary>The newest version, also of a rule that was deleted; null when there is no such rule, or it is not the caller's to see.</summary>
    public static async Task<StoredRule?> FindAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancellationToken) =>
        Identifier.IsValid(id) && await store.FindRuleAsync(id, cancellationToken) is { } rule && caller.CanAccessFarm(rule.FarmId) ? rule : null;

    /// <exception cref="ForbiddenException">The caller may change nothing.</exception>
    /// <exception cref="NotFoundException">There is no such rule any more, or it is not the caller's to see.</exception>
    public static async Task<StoredRule> RequireAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancellationToken)
    {
        caller.RequireScope(ApiScopes.Write);
        return await FindAsync(store, caller, id, cancellationToken) is { Deleted: false } rule ? rule : throw NotFound(id);
    }

    /// <exception cref="InvalidArgumentException">The farm has no such rule.</exception>
    public static async Task RequireOnFarmAsync(IAlertStore store, int farmId, string id, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(id) || await store.FindRuleAsync(id, cancellationToken) is not { Deleted: false } rule || rule.FarmId != farmId)
            throw new InvalidArgumentException($"Farm {farmId} has no rule '{ErrorText.Truncate(id)}'.", "List its rules with alertRules.");
    }

    public static NotFoundException NotFound(string id) => new($"There is no rule '{ErrorText.Truncate(id)}'.", "List yours with alertRules.");
}
