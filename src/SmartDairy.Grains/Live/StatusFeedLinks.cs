using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Live;

/// <summary>
/// The status changes of one farm from all silos. A change that falls into a gap stays missing, because history does not keep it; the next
/// change of the device arrives, and a query shows the current status.
/// </summary>
internal sealed class StatusFeedLinks(
    int farmId,
    FeedBroadcaster<DeviceSnapshot> broadcaster,
    LocalSilo? local,
    IGrainFactory grains,
    SiloDirectory siloDirectory,
    ClusterLiveFeedOptions options,
    TimeProvider time,
    ILogger log)
    : FarmFeedLinks<DeviceSnapshot>(siloDirectory, options, time, log)
{
    protected override IAsyncEnumerable<FeedBatch<DeviceSnapshot>> OpenAsync(string silo, CancellationToken cancellationToken)
        => local?.Silo == silo
            ? LocalAsync(local.Feed, cancellationToken)
            : RemoteAsync(grains.GetGrain<ISiloGrain>(silo), cancellationToken);

    protected override void Deliver(DeviceSnapshot[] items)
    {
        foreach (var device in items)
        {
            broadcaster.Publish(farmId, device);
        }
    }

    protected override void ReportGap(long since)
    {
    }

    private async IAsyncEnumerable<FeedBatch<DeviceSnapshot>> LocalAsync(
        LocalLiveFeed feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.SubscribeToStatuses(farmId);
        await foreach (var batch in FeedBatch<DeviceSnapshot>.ReadAsync(subscription, Time, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    private async IAsyncEnumerable<FeedBatch<DeviceSnapshot>> RemoteAsync(
        ISiloGrain silo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in silo.StreamStatusesAsync(farmId, cancellationToken).WithBatchSize(1).WithCancellation(cancellationToken)
            .ConfigureAwait(false))
        {
            yield return new FeedBatch<DeviceSnapshot>(batch.CompleteUntil, batch.HasGap, batch.Devices);
        }
    }
}
