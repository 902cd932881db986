using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Live;

/// <summary>The silos of the cluster, as an API node hears of them. Safe for several threads.</summary>
internal sealed class SiloRoll(IGrainFactory grains, TimeProvider time, TimeSpan period)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private (IReadOnlyList<string> Silos, long HeardAt) _roll = ([], 0);
    private Task<(IReadOnlyList<string> Silos, long HeardAt)>? _asking;
    private long _asked;
    private int _attempt;

    /// <summary>The silos that are active, and when that was asked, Unix milliseconds: the period ago at most, or longer while nobody answers. Never throws.</summary>
    public Task<(IReadOnlyList<string> Silos, long HeardAt)> SilosAsync()
    {
        lock (_gate)
        {
            if (_asking is null || (_asking.IsCompleted && time.GetElapsedTime(_asked) >= period))
            {
                _asked = time.GetTimestamp();
                _asking = AskAsync();
            }

            return _asking;
        }
    }

    private async Task<(IReadOnlyList<string> Silos, long HeardAt)> AskAsync()
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var silos = await grains.GetGrain<IClusterGrain>(_attempt).SilosAsync().WaitAsync(Patience, time).ConfigureAwait(false);
            return _roll = (silos, now);
        }
        catch (Exception)
        {
            // Another key may go by another gateway.
            _attempt++;
            return _roll;
        }
    }
}
