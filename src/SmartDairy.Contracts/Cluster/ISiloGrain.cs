using Orleans.Concurrency;
using SmartDairy.Contracts.Live;

namespace SmartDairy.Contracts.Cluster;

/// <summary>
/// The grain of one silo, which always runs on that silo. The grain key is the silo's address (<c>SiloAddress.ToParsableString()</c>). When
/// the silo is not alive, a call fails with <see cref="Orleans.Runtime.SiloUnavailableException"/> or another exception of the messaging
/// layer.
/// </summary>
[Alias("silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Number of the farm's messages that the silo has received but not yet settled.</summary>
    [Alias("pending"), AlwaysInterleave] Task<long> CountPendingAsync(int farmId);

    /// <summary>The silo's counters over all farms.</summary>
    [Alias("counters"), AlwaysInterleave] Task<SiloCounters> GetCountersAsync();

    /// <summary>
    /// Streams the farm's readings stored by this silo from now on. The first batch is empty and confirms the subscription. At least one
    /// batch is sent per second. The stream ends with the silo; a subscriber then reconnects and reads the missed readings from history.
    /// </summary>
    [Alias("readings")] IAsyncEnumerable<LiveReadingBatch> StreamReadingsAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>
    /// Streams the status changes of the farm's devices on this silo in the same way, except that changes lost in a gap are not stored
    /// anywhere.
    /// </summary>
    [Alias("statuses")] IAsyncEnumerable<LiveStatusBatch> StreamStatusesAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>Loads the given version of a farm's rules. Completes when the silo evaluates with that version.</summary>
    [Alias("rules-changed"), AlwaysInterleave] Task RefreshRulesAsync(int farmId, long version);

    /// <summary>Reloads the animal groups of a farm after its devices or animals changed.</summary>
    [Alias("herd-changed"), AlwaysInterleave] Task RefreshHerdAsync(int farmId);

    /// <summary>Reloads the bindings of a farm. Completes when the silo uses them.</summary>
    [Alias("bindings-changed"), AlwaysInterleave] Task RefreshBindingsAsync(int farmId);
}
