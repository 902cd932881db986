using GraphQL;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>What is asked about what is told.</summary>
public sealed class DeliveryQueries
{
    /// <summary>What was, is or shall be sent for a farm's alerts, the newest first. With state DEAD: the dead letters.</summary>
    /// <param name="state">Only what is so now.</param>
    /// <param name="alertId">Only of this alert.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<DeliveryView>> Deliveries(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, DeliveryState? state, [Id] string? alertId, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        return page.ToConnection(await store.ListDeliveriesAsync(farmId, state, alertId, page.First, page.AfterKey, cancellationToken), DeliveryView.From);
    }

    /// <summary>Which ways of telling somebody are set up on this server, and what the others lack.</summary>
    public static IEnumerable<AlertChannelView> AlertChannels([FromServices] INotificationChannels status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(ApiScopes.Read);
        return status.Channels.Select(channel => new AlertChannelView(channel.Channel, channel.MissingConfiguration is null, channel.MissingConfiguration));
    }

    /// <summary>The key that a browser subscribes to pushes with (applicationServerKey), base64url; null when Web Push is not set up.</summary>
    public static string? WebPushPublicKey([FromServices] INotificationChannels status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(ApiScopes.Read);
        return status.WebPushPublicKey;
    }
}
