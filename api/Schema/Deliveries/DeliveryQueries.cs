using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.GraphQL.Relay;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>Queries of deliveries and notification channels.</summary>
public sealed class DeliveryQueries
{
    /// <summary>Messages and commands of a farm's alerts, sent or to be sent, newest first. State DEAD lists the dead letters.</summary>
    /// <param name="state">Only deliveries currently in this state.</param>
    /// <param name="alertId">Only deliveries for this alert.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<DeliveryView>> Deliveries(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, DeliveryState? state, [Id] string? alertId, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        return page.ToConnection(
            await store.ListDeliveriesAsync(farmId, state, alertId, page.First, page.AfterKey, cancellationToken), DeliveryView.From);
    }

    /// <summary>Notification channels of this server, each with the configuration it lacks.</summary>
    public static IEnumerable<AlertChannelView> AlertChannels([FromServices] INotificationChannels status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(ApiScopes.Read);
        return status.Channels.Select(
            channel => new AlertChannelView(channel.Channel, channel.MissingConfiguration is null, channel.MissingConfiguration));
    }

    /// <summary>
    /// Public key (applicationServerKey) with which a browser subscribes to push, base64url; null when Web Push is not configured.
    /// </summary>
    public static string? WebPushPublicKey([FromServices] INotificationChannels status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(ApiScopes.Read);
        return status.WebPushPublicKey;
    }
}
