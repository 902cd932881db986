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

namespace SmartDairy.Grains.Cluster;

/// <summary>One silo, as the others and the API nodes see it.</summary>
[OnSilo]
[Reentrant]
[GrainType("silo")]
public sealed class SiloGrain(IntakeLedger ledger, ReadingFeed feed, AwakeDevices devices, RuleBooks books, BindingBooks bindings, TimeProvider time) : Grain, ISiloGrain
{
    public Task<long> PendingAsync(int farmId) => Task.FromResult(ledger.Pending(farmId));

    public Task<SiloCounters> CountersAsync()
    {
        var (taken, pending) = ledger.Total();
        return Task.FromResult(new SiloCounters(taken, pending, devices.Count));
    }

    public async IAsyncEnumerable<LiveBatch> ReadingsAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var watch = feed.WatchReadings(farmId);
        await foreach (var pulse in Pulse<Reading>.OfAsync(watch, time, cancellation))
        {
            yield return new LiveBatch(pulse.At, pulse.Lost, pulse.Items);
        }
    }

    public async IAsyncEnumerable<StatusBatch> StatusesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var watch = feed.WatchStatuses(farmId);
        await foreach (var pulse in Pulse<DeviceSnapshot>.OfAsync(watch, time, cancellation))
        {
            yield return new StatusBatch(pulse.At, pulse.Lost, pulse.Items);
        }
    }

    public Task RulesChangedAsync(int farmId, long version) => books.RefreshAsync(farmId, version);

    public Task HerdChangedAsync(int farmId) => books.ReloadAsync(farmId);

    public Task BindingsChangedAsync(int farmId) => bindings.LearnAsync(farmId);
}
