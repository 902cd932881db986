using System.Runtime.CompilerServices;
using Orleans.Concurrency;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Live;
using SmartDairy.History.Ledger;

namespace SmartDairy.Grains.Silos;

/// <summary>One silo in the view of the other silos and the API nodes.</summary>
[OnSilo]
[Reentrant]
[GrainType("silo")]
public sealed class SiloGrain(
    IntakeLedger ledger,
    LocalLiveFeed feed,
    DeviceActivations activations,
    AlertConfigurationCache configurations,
    BindingCache bindings,
    TimeProvider time)
    : Grain, ISiloGrain
{
    public Task<long> CountPendingAsync(int farmId) => Task.FromResult(ledger.Pending(farmId));

    public Task<SiloCounters> GetCountersAsync()
    {
        var (received, pending) = ledger.GetTotals();
        return Task.FromResult(new SiloCounters(received, pending, activations.Count));
    }

    public async IAsyncEnumerable<LiveReadingBatch> StreamReadingsAsync(
        int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.SubscribeToReadings(farmId);
        await foreach (var batch in FeedBatch<Reading>.ReadAsync(subscription, time, cancellationToken))
        {
            yield return new LiveReadingBatch(batch.Watermark, batch.ItemsDropped, batch.Items);
        }
    }

    public async IAsyncEnumerable<LiveStatusBatch> StreamStatusesAsync(
        int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.SubscribeToStatuses(farmId);
        await foreach (var batch in FeedBatch<DeviceSnapshot>.ReadAsync(subscription, time, cancellationToken))
        {
            yield return new LiveStatusBatch(batch.Watermark, batch.ItemsDropped, batch.Items);
        }
    }

    public Task RefreshRulesAsync(int farmId, long version) => configurations.RefreshAsync(farmId, version);

    public Task RefreshHerdAsync(int farmId) => configurations.ReloadAsync(farmId);

    public Task RefreshBindingsAsync(int farmId) => bindings.RefreshAsync(farmId);
}
