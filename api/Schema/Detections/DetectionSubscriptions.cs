using System.Runtime.CompilerServices;
using GraphQL;
using Microsoft.Extensions.Options;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL.Execution;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Subscriptions to detections.</summary>
public sealed class DetectionSubscriptions
{
    /// <summary>
    /// A detection whenever it is found, changes, ends, is judged or is retracted, in order. Nothing is dropped, even for slow subscribers.
    /// </summary>
    /// <param name="kind">Only detections of this kind.</param>
    [NeverDrop]
    public static async Task<IAsyncEnumerable<DetectionView>> Detections(
        IResolveFieldContext context, [FromServices] HerdRecordFeed tail, [FromServices] IGrainFactory grains,
        [FromServices] IOptions<GraphQLApiOptions> options,
        [Caller] ApiPrincipal caller, int farmId, DetectionKind? kind = null)
    {
        caller.RequireRead(farmId);
        await FarmAccess.RequireAsync(grains, farmId);
        var room = new InFlightLimit(options.Value.UndroppableQueue);
        ((OperationContext)context.UserContext).InFlightLimit = room;
        // Read before the subscription is confirmed, so that it delivers everything written afterwards.
        var last = await tail.GetLastRevisionAsync(farmId, HerdRecordKinds.Detections.Name, context.CancellationToken);
        return ReadDetectionsAsync(tail, caller, farmId, kind, last, room, context.CancellationToken);
    }

    private static async IAsyncEnumerable<DetectionView> ReadDetectionsAsync(
        HerdRecordFeed tail, ApiPrincipal caller, int farmId, DetectionKind? kind, long after, InFlightLimit room,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in tail.FollowAsync(farmId, HerdRecordKinds.Detections.Name, after, cancellationToken))
        {
            var detection = HerdRecordKinds.Detections.FromRecord(row);
            if (kind is not null && detection.Kind != kind)
            {
                continue;
            }

            await room.AcquireAsync(cancellationToken);
            yield return DetectionView.ForCaller(caller, detection);
        }
    }
}
