using System.Runtime.CompilerServices;
using GraphQL;
using Microsoft.Extensions.Options;
using SmartDairy.Api.GraphQL.Execution;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>What is watched of alerts.</summary>
public sealed class AlertSubscriptions
{
    /// <summary>The alert at everything that happens to one, in order. None is dropped: whoever reads slowly is told later.</summary>
    /// <param name="minPriority">Only alerts that are this urgent or more.</param>
    [NeverDrop]
    public static async Task<IAsyncEnumerable<AlertView>> Alerts(
        IResolveFieldContext context, [FromServices] IAlertFeed feed, [FromServices] IGrainFactory grains, [FromServices] IOptions<GraphQLApiOptions> options,
        [Caller] ApiPrincipal caller, int farmId, Priority? minPriority)
    {
        caller.RequireRead(farmId);
        await FarmGate.RequireAsync(grains, farmId);
        var room = new StreamRoom(options.Value.UndroppableQueue);
        ((OperationContext)context.UserContext).Room = room;
        var changes = EagerFeed.Join(
            feed.ChangesAsync(farmId, context.CancellationToken),
            change => minPriority is { } least && change.Alert.Priority > least ? null : AlertView.For(caller, change.Alert),
            context.CancellationToken);
        return PaceAsync(changes, room, context.CancellationToken);
    }

    private static async IAsyncEnumerable<AlertView> PaceAsync(
        IAsyncEnumerable<AlertView> alerts, StreamRoom room, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var alert in alerts.WithCancellation(cancel))
        {
            await room.TakeAsync(cancel);
            yield return alert;
        }
    }
}
