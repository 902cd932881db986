using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Queries of alerts.</summary>
public sealed class AlertQueries
{
    /// <summary>One alert; null when no alert on the caller's farms has this id.</summary>
    public static async Task<AlertView?> Alert(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, [Id] string id)
    {
        caller.RequireScope(ApiScopes.Read);
        return await AlertAccess.FindAsync(store, caller, id, cancellationToken) is { } alert ? AlertView.ForCaller(caller, alert) : null;
    }

    /// <summary>Alerts of a farm, newest first, without alerts that late data retracted. Every argument narrows the list.</summary>
    /// <param name="state">Only alerts currently in this state.</param>
    /// <param name="minPriority">Only alerts of this priority or a more urgent one.</param>
    /// <param name="sourceId">Only alerts about this device or animal.</param>
    /// <param name="from">Only alerts that opened at or after this event time.</param>
    /// <param name="to">Only alerts that opened before this event time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    /// <param name="ruleId">Only alerts raised by this rule.</param>
    /// <param name="barnId">Only alerts about sources in this barn.</param>
    public static async Task<Connection<AlertView>> Alerts(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, AlertState? state, Priority? minPriority, [Id] string? sourceId, DateTimeOffset? from, DateTimeOffset? to,
        int? first = 50, string? after = null, [Id] string? ruleId = null, int? barnId = null)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        var page = PageRequest.Parse(first, after);
        var query = new AlertQuery
        {
            FarmId = farmId,
            State = state,
            MinPriority = minPriority,
            SourceId = sourceId,
            RuleId = ruleId,
            BarnId = barnId,
            From = from?.ToUnixTimeMilliseconds(),
            To = to?.ToUnixTimeMilliseconds(),
        };
        var found = await store.ListAlertsAsync(query, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, alert => AlertView.ForCaller(caller, alert));
    }
}
