using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Live;

/// <summary>The active silos of the cluster, read by calls for API nodes, which have no membership service. Thread-safe.</summary>
internal sealed class SiloDirectory(IGrainFactory grains, TimeProvider time, TimeSpan period)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private (IReadOnlyList<string> Silos, long ListedAt) _known = ([], 0);
    private Task<(IReadOnlyList<string> Silos, long ListedAt)>? _refresh;
    private long _refreshedAt;
    private int _attempt;

    /// <summary>
    /// The active silos, and the time the list was requested, Unix milliseconds. The list is at most one period old, older while no silo
    /// answers. Never throws.
    /// </summary>
    public Task<(IReadOnlyList<string> Silos, long ListedAt)> SilosAsync()
    {
        lock (_lock)
        {
            if (_refresh is null || (_refresh.IsCompleted && time.GetElapsedTime(_refreshedAt) >= period))
            {
                _refreshedAt = time.GetTimestamp();
                _refresh = RefreshAsync();
            }

            return _refresh;
        }
    }

    private async Task<(IReadOnlyList<string> Silos, long ListedAt)> RefreshAsync()
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var silos = await grains.GetGrain<IClusterGrain>(_attempt).ListSilosAsync().WaitAsync(CallTimeout, time).ConfigureAwait(false);
            return _known = (silos, now);
        }
        catch (Exception)
        {
            // Another key may take another gateway.
            _attempt++;
            return _known;
        }
    }
}
