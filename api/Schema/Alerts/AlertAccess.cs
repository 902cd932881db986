using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Alerts found by id alone. An alert of a farm the caller may not access is reported as not found.</summary>
internal static class AlertAccess
{
    /// <summary>Null when no such alert exists or the caller may not access its farm.</summary>
    public static async Task<Alert?> FindAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancellationToken) =>
        Identifier.IsValid(id) && await store.FindAlertAsync(id, cancellationToken) is { } alert && caller.CanAccessFarm(alert.FarmId)
            ? alert
            : null;

    /// <summary>The actor of the alert's rule and source.</summary>
    /// <exception cref="ForbiddenException">The caller lacks the scope to write.</exception>
    /// <exception cref="NotFoundException">The alert does not exist, or is on a farm the caller may not access.</exception>
    public static async Task<IAlertGrain> RequireAsync(
        IAlertStore store, IGrainFactory grains, ApiPrincipal caller, string id, CancellationToken cancellationToken)
    {
        caller.RequireScope(ApiScopes.Write);
        var alert = await FindAsync(store, caller, id, cancellationToken)
            ?? throw new NotFoundException($"There is no alert '{ErrorText.Truncate(id)}'.", "List yours with alerts.");
        return GetGrain(grains, alert);
    }

    public static IAlertGrain GetGrain(IGrainFactory grains, Alert alert) =>
        grains.GetGrain<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString());
}
