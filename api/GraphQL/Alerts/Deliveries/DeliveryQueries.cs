using GraphQL;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts.Deliveries;

/// <summary>What is asked about what is told.</summary>
public sealed class DeliveryQueries
{
    /// <summary>What was, is or shall be sent for a farm's alerts, the newest first. With state DEAD: the dead letters.</summary>
    /// <param name="state">Only what is so now.</param>
    /// <param name="alertId">Only of this alert.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<DeliveryView>> Deliveries(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancel,
        int farmId, DeliveryState? state, [Id] string? alertId, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = Page.Of(first, after);
        return page.Connect(await store.DeliveriesAsync(farmId, state, alertId, page.First, page.AfterKey, cancel), DeliveryView.Of);
    }

    /// <summary>Which ways of telling somebody are set up on this server, and what the others lack.</summary>
    public static IEnumerable<ChannelView> AlertChannels([FromServices] IChannelStatus status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(Scopes.Read);
        return status.Channels.Select(channel => new ChannelView(channel.Channel, channel.Missing is null, channel.Missing));
    }

    /// <summary>The key that a browser subscribes to pushes with (applicationServerKey), base64url; null when Web Push is not set up.</summary>
    public static string? WebPushPublicKey([FromServices] IChannelStatus status, [Caller] ApiPrincipal caller)
    {
        caller.RequireScope(Scopes.Read);
        return status.WebPushPublicKey;
    }
}
