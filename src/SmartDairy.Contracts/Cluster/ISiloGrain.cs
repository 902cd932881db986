using Orleans.Concurrency;

namespace SmartDairy.Contracts.Cluster;

/// <summary>
/// Answers for one silo. Its key is the silo's address, <c>SiloAddress.ToParsableString()</c>, and it always runs on that silo. A call fails with
/// <see cref="Orleans.Runtime.SiloUnavailableException"/>, or with what the messaging layer makes of it, when that silo is not alive.
/// </summary>
[Alias("silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>How many publishes of the farm the silo took over and has not settled.</summary>
    [Alias("pending"), AlwaysInterleave] Task<long> PendingAsync(int farmId);

    /// <summary>What the silo counts, over all farms.</summary>
    [Alias("counters"), AlwaysInterleave] Task<SiloCounters> CountersAsync();
}
