using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Live;

/// <summary>The silos of the cluster, as an API node hears of them. Safe for several threads.</summary>
internal sealed class SiloDirectory(IGrainFactory grains, TimeProvider time, TimeSpan period)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private (IReadOnlyList<string> Silos, long HeardAt) _known = ([], 0);
    private Task<(IReadOnlyList<string> Silos, long HeardAt)>? _refresh;
    private long _refreshedAt;
    private int _attempt;

    /// <summary>The silos that are active, and when that was asked, Unix milliseconds: the period ago at most, or longer while nobody answers. Never throws.</summary>
    public Task<(IReadOnlyList<string> Silos, long HeardAt)> SilosAsync()
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

    private async Task<(IReadOnlyList<string> Silos, long HeardAt)> RefreshAsync()
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var silos = await grains.GetGrain<IClusterGrain>(_attempt).ListSilosAsync().WaitAsync(CallTimeout, time).ConfigureAwait(false);
            return _known = (silos, now);
        }
        catch (Exception)
        {
            // Another key may go by another gateway.
            _attempt++;
            return _known;
        }
    }
}
