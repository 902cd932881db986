using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>Alerts by their id alone, which does not say their farm: one of another farm looks as if it weren't there.</summary>
internal static class AlertGate
{
    /// <summary>Null when there is no such alert, or it is not the caller's to see.</summary>
    public static async Task<Alert?> FindAsync(IAlertStore store, ApiPrincipal caller, string id, CancellationToken cancel) =>
        Identifier.IsValid(id) && await store.AlertAsync(id, cancel) is { } alert && caller.Sees(alert.FarmId) ? alert : null;

    /// <summary>The actor of the alert's rule and source.</summary>
    /// <exception cref="ForbiddenException">The caller may change nothing.</exception>
    /// <exception cref="NotFoundException">There is no such alert, or it is not the caller's to see.</exception>
    public static async Task<IAlertGrain> RequireAsync(
        IAlertStore store, IGrainFactory grains, ApiPrincipal caller, string id, CancellationToken cancel)
    {
        caller.RequireScope(Scopes.Write);
        var alert = await FindAsync(store, caller, id, cancel) ?? throw new NotFoundException($"There is no alert '{Shown.Of(id)}'.", "List yours with alerts.");
        return ActorOf(grains, alert);
    }

    public static IAlertGrain ActorOf(IGrainFactory grains, Alert alert) =>
        grains.GetGrain<IAlertGrain>(new AlertKey(alert.FarmId, alert.RuleId, alert.Source.Id).ToString());
}
