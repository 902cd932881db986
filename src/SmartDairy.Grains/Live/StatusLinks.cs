using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Live;

/// <summary>
/// The changes of status of one farm from all silos. A change that falls into a gap is not made up for: history does not keep it. The device's next change comes, and a query shows what is.
/// </summary>
internal sealed class StatusLinks(
    int farmId, LiveTopic<DeviceSnapshot> watchers, LocalFeed? local, IGrainFactory grains, SiloRoll roll, ClusterFeedOptions options, TimeProvider time, ILogger log)
    : FarmLinks<DeviceSnapshot>(roll, options, time, log)
{
    protected override IAsyncEnumerable<Pulse<DeviceSnapshot>> OpenAsync(string silo, CancellationToken cancellation)
        => local?.Silo == silo ? LocalAsync(local.Feed, cancellation) : RemoteAsync(grains.GetGrain<ISiloGrain>(silo), cancellation);

    protected override void Deliver(DeviceSnapshot[] items)
    {
        foreach (var device in items)
        {
            watchers.Publish(farmId, device);
        }
    }

    protected override void Missed(long since)
    {
    }

    private async IAsyncEnumerable<Pulse<DeviceSnapshot>> LocalAsync(ReadingFeed feed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var watch = feed.WatchStatuses(farmId);
        await foreach (var pulse in Pulse<DeviceSnapshot>.OfAsync(watch, Time, cancellation).ConfigureAwait(false))
        {
            yield return pulse;
        }
    }

    private async IAsyncEnumerable<Pulse<DeviceSnapshot>> RemoteAsync(ISiloGrain silo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var batch in silo.StatusesAsync(farmId, cancellation).WithBatchSize(1).WithCancellation(cancellation).ConfigureAwait(false))
        {
            yield return new Pulse<DeviceSnapshot>(batch.At, batch.Lost, batch.Devices);
        }
    }
}
