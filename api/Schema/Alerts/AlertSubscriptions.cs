using System.Runtime.CompilerServices;
using GraphQL;
using Microsoft.Extensions.Options;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Execution;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Subscriptions to alerts.</summary>
public sealed class AlertSubscriptions
{
    /// <summary>The alert after each of its changes, in order. Nothing is dropped: a slow subscriber receives changes late.</summary>
    /// <param name="minPriority">Only alerts of this priority or a more urgent one.</param>
    [NeverDrop]
    public static async Task<IAsyncEnumerable<AlertView>> Alerts(
        IResolveFieldContext context, [FromServices] IAlertFeed feed, [FromServices] IGrainFactory grains,
        [FromServices] IOptions<GraphQLApiOptions> options,
        [Caller] ApiPrincipal caller, int farmId, Priority? minPriority)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var room = new InFlightLimit(options.Value.UndroppableQueue);
        ((OperationContext)context.UserContext).InFlightLimit = room;
        var changes = EagerStream.Start(
            feed.ReadChangesAsync(farmId, context.CancellationToken),
            change => minPriority is { } least && change.Alert.Priority > least ? null : AlertView.ForCaller(caller, change.Alert),
            context.CancellationToken);
        return LimitInFlightAsync(changes, room, context.CancellationToken);
    }

    private static async IAsyncEnumerable<AlertView> LimitInFlightAsync(
        IAsyncEnumerable<AlertView> alerts, InFlightLimit room, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var alert in alerts.WithCancellation(cancellationToken))
        {
            await room.AcquireAsync(cancellationToken);
            yield return alert;
        }
    }
}
