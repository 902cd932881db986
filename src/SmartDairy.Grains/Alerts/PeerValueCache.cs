using System.Collections.Concurrent;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The newest values of devices that other devices are compared with. They are queried from their actors at most every five seconds and
/// shared by all sources of this silo. A value more than an hour away in event time counts as missing.
/// </summary>
public sealed class PeerValueCache(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private const long MaxValueAgeMs = 3_600_000;
    private readonly ConcurrentDictionary<(int Farm, string Device), CacheEntry> _known = new();

    /// <summary>Queries the devices whose values are not fresh. A device that cannot be reached keeps its last values.</summary>
    public async ValueTask RefreshAsync(SourceRuleSet binding)
    {
        foreach (var (device, _) in binding.PeerMetrics)
        {
            if (_known.TryGetValue((binding.FarmRuleSet.FarmId, device), out var known) && time.GetElapsedTime(known.LoadedAt) < MaxAge)
            {
                continue;
            }

            var values = known?.Values ?? [];
            try
            {
                values = (await grains.GetGrain<IDeviceGrain>(device).GetLatestAsync(binding.FarmRuleSet.FarmId))
                    .ToDictionary(value => value.Metric, value => (value.Quality > 0 ? value.Value ?? double.NaN : double.NaN, value.Time),
                        StringComparer.Ordinal);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
            }

            _known[(binding.FarmRuleSet.FarmId, device)] = new CacheEntry(values, time.GetTimestamp());
        }
    }

    /// <summary>The values as visible to sources of a farm; devices of other farms have none.</summary>
    public IPeerValues ForFarm(int farmId) => new FarmPeerValues(this, farmId);

    private sealed class FarmPeerValues(PeerValueCache cache, int farmId) : IPeerValues
    {
        public double GetValue(string deviceId, string metric, long at)
            => cache._known.TryGetValue((farmId, deviceId), out var known) && known.Values.TryGetValue(metric, out var value)
            && Math.Abs(at - value.Time) <= MaxValueAgeMs ? value.Value : double.NaN;
    }

    private sealed record CacheEntry(Dictionary<string, (double Value, long Time)> Values, long LoadedAt);
}
