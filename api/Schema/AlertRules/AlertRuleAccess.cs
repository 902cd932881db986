using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Rules found by id alone. A rule of a farm the caller may not access is reported as not found.</summary>
internal static class AlertRuleAccess
{
    /// <summary>The newest version, even of a deleted rule; null when no such rule exists or the caller may not access its farm.</summary>
    public static async Task<StoredRule?> FindAsync(
        IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancellationToken) =>
        Identifier.IsValid(id) && await store.FindRuleAsync(id, cancellationToken) is { } rule && caller.CanAccessFarm(rule.FarmId)
            ? rule
            : null;

    /// <exception cref="ForbiddenException">The caller lacks the scope to write.</exception>
    /// <exception cref="NotFoundException">The rule does not exist, is deleted, or is on a farm the caller may not access.</exception>
    public static async Task<StoredRule> RequireAsync(
        IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancellationToken)
    {
        caller.RequireScope(ApiScopes.Write);
        return await FindAsync(store, caller, id, cancellationToken) is { Deleted: false } rule ? rule : throw NotFound(id);
    }

    /// <exception cref="InvalidArgumentException">The farm has no such rule.</exception>
    public static async Task RequireOnFarmAsync(IAlertStore store, int farmId, string id, CancellationToken cancellationToken)
    {
        if (!Identifier.IsValid(id) || await store.FindRuleAsync(id, cancellationToken) is not { Deleted: false } rule
            || rule.FarmId != farmId)
        {
            throw new InvalidArgumentException($"Farm {farmId} has no rule '{ErrorText.Truncate(id)}'.", "List its rules with alertRules.");
        }
    }

    public static NotFoundException NotFound(string id)
        => new($"There is no rule '{ErrorText.Truncate(id)}'.", "List yours with alertRules.");
}
