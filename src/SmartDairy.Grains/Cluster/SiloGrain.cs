using System.Runtime.CompilerServices;
using Orleans.Concurrency;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Intake;
using SmartDairy.Grains.Live;
using SmartDairy.History.Ledger;

namespace SmartDairy.Grains.Cluster;

/// <summary>One silo, as the others and the API nodes see it.</summary>
[OnSilo]
[Reentrant]
[GrainType("silo")]
public sealed class SiloGrain(IntakeLedger ledger, LocalLiveFeed feed, DeviceActivations activations, AlertConfigurationCache configurations, BindingCache bindings, TimeProvider time) : Grain, ISiloGrain
{
    public Task<long> CountPendingAsync(int farmId) => Task.FromResult(ledger.Pending(farmId));

    public Task<SiloCounters> GetCountersAsync()
    {
        var (taken, pending) = ledger.GetTotals();
        return Task.FromResult(new SiloCounters(taken, pending, activations.Count));
    }

    public async IAsyncEnumerable<LiveReadingBatch> StreamReadingsAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = feed.SubscribeToReadings(farmId);
        await foreach (var pulse in FeedBatch<Reading>.ReadAsync(watch, time, cancellationToken))
        {
            yield return new LiveReadingBatch(pulse.Watermark, pulse.ItemsDropped, pulse.Items);
        }
    }

    public async IAsyncEnumerable<LiveStatusBatch> StreamStatusesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = feed.SubscribeToStatuses(farmId);
        await foreach (var pulse in FeedBatch<DeviceSnapshot>.ReadAsync(watch, time, cancellationToken))
        {
            yield return new LiveStatusBatch(pulse.Watermark, pulse.ItemsDropped, pulse.Items);
        }
    }

    public Task RefreshRulesAsync(int farmId, long version) => configurations.RefreshAsync(farmId, version);

    public Task RefreshHerdAsync(int farmId) => configurations.ReloadAsync(farmId);

    public Task RefreshBindingsAsync(int farmId) => bindings.RefreshAsync(farmId);
}
