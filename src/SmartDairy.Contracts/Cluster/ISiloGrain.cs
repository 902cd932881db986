using Orleans.Concurrency;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Contracts.Cluster;

/// <summary>
/// Answers for one silo. Its key is the silo's address, <c>SiloAddress.ToParsableString()</c>, and it always runs on that silo. A call fails with
/// <see cref="Orleans.Runtime.SiloUnavailableException"/>, or with what the messaging layer makes of it, when that silo is not alive.
/// </summary>
[Alias("silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>How many publishes of the farm the silo took over and has not settled.</summary>
    [Alias("pending"), AlwaysInterleave] Task<long> CountPendingAsync(int farmId);

    /// <summary>What the silo counts, over all farms.</summary>
    [Alias("counters"), AlwaysInterleave] Task<SiloCounters> GetCountersAsync();

    /// <summary>
    /// The farm's readings that this silo stores from now on: the first batch, which is empty, says that now has come. At least one batch a second. It
    /// ends with the silo, and whoever still watches then links again and reads from history what it missed.
    /// </summary>
    [Alias("readings")] IAsyncEnumerable<LiveReadingBatch> StreamReadingsAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>The changes of status of the farm's devices on this silo from now on, in the same way; what falls into a gap is kept nowhere.</summary>
    [Alias("statuses")] IAsyncEnumerable<LiveStatusBatch> StreamStatusesAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>The rules of a farm are at this version now. Completes when the silo judges by them.</summary>
    [Alias("rules-changed"), AlwaysInterleave] Task RefreshRulesAsync(int farmId, long version);

    /// <summary>The devices or animals of a farm changed: who is in which group is to be read again.</summary>
    [Alias("herd-changed"), AlwaysInterleave] Task RefreshHerdAsync(int farmId);

    /// <summary>Who wears what on a farm changed. Completes when the silo knows.</summary>
    [Alias("bindings-changed"), AlwaysInterleave] Task RefreshBindingsAsync(int farmId);
}
