using Orleans.Concurrency;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Grains.Cluster;

/// <summary>One silo, as the others and the API nodes see it.</summary>
[OnSilo]
[Reentrant]
public sealed class SiloGrain(IntakeLedger ledger) : Grain, ISiloGrain
{
    public Task<long> PendingAsync(int farmId) => Task.FromResult(ledger.Pending(farmId));

    public Task<SiloCounters> CountersAsync()
    {
        var (taken, pending) = ledger.Total();
        return Task.FromResult(new SiloCounters(taken, pending, 0));
    }
}
