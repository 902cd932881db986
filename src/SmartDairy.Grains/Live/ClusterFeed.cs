using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Live;

/// <summary>
/// The feed of a process that is not alone: an API node, or a silo that serves the API beside others. For each farm that somebody here watches it keeps
/// one link to every silo, shared by all watchers of the farm. When a link breaks, whatever the reason, it is linked again, and what was missed is read
/// from history: each watcher gets each stored reading once, in order of commit on each silo, but in no order between silos.
/// </summary>
public sealed class ClusterFeed : IReadingFeed, IDisposable
{
    private readonly Dictionary<int, ReadingLinks> _readingLinks = [];
    private readonly Dictionary<int, StatusLinks> _statusLinks = [];
    private readonly LiveTopic<Reading> _readings;
    private readonly LiveTopic<DeviceSnapshot> _statuses;
    private readonly Lock _gate = new();
    private readonly IGrainFactory _grains;
    private readonly IHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterFeed> _log;
    private readonly ClusterFeedOptions _options;
    private readonly LocalFeed? _local;
    private readonly SiloRoll _roll;
    private bool _disposed;

    /// <param name="grains">An Orleans client's, or a silo's.</param>
    /// <param name="history">The store that the silos write.</param>
    /// <param name="localFeed">The feed of the silo in this process; null in a client.</param>
    /// <param name="localSilo">The silo in this process; null in a client.</param>
    public ClusterFeed(
        IGrainFactory grains, IHistory history, TimeProvider time, ILogger<ClusterFeed> log, ClusterFeedOptions? options = null,
        ReadingFeed? localFeed = null, SiloAddress? localSilo = null)
    {
        (_grains, _history, _time, _log, _options) = (grains, history, time, log, options ?? new());
        _local = localFeed is null || localSilo is null ? null : new LocalFeed(localSilo.ToParsableString(), localFeed);
        _roll = new SiloRoll(grains, time, _options.Poll / 2);
        _readings = new(farmId => Deserted(_readingLinks, _readings!, farmId));
        _statuses = new(farmId => Deserted(_statusLinks, _statuses!, farmId));
    }

    public IAsyncEnumerable<Reading> ReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellation)
    {
        var watch = _readings.Join(farmId);
        Link(_readingLinks, _readings, farmId, () => new ReadingLinks(farmId, _readings, _local, _grains, _history, _roll, _options, _time, _log));
        var readings = watch.UntilAsync(cancellation);
        return deviceIds is null ? readings : ReadingFeed.OnlyAsync(readings, deviceIds, cancellation);
    }

    public IAsyncEnumerable<DeviceSnapshot> StatusesAsync(int farmId, CancellationToken cancellation)
    {
        var watch = _statuses.Join(farmId);
        Link(_statusLinks, _statuses, farmId, () => new StatusLinks(farmId, _statuses, _local, _grains, _roll, _options, _time, _log));
        return watch.UntilAsync(cancellation);
    }

    /// <summary>Ends all links.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Array.ForEach([.. _readingLinks.Values], links => links.Dispose());
            Array.ForEach([.. _statusLinks.Values], links => links.Dispose());
            _readingLinks.Clear();
            _statusLinks.Clear();
        }
    }

    private void Link<TLinks, T>(Dictionary<int, TLinks> all, LiveTopic<T> topic, int farmId, Func<TLinks> make)
        where TLinks : FarmLinks<T>
    {
        lock (_gate)
        {
            if (!_disposed && topic.IsWatched(farmId) && !all.ContainsKey(farmId))
            {
                var links = make();
                all.Add(farmId, links);
                links.Start();
            }
        }
    }

    private void Deserted<TLinks, T>(Dictionary<int, TLinks> all, LiveTopic<T> topic, int farmId)
        where TLinks : FarmLinks<T>
    {
        lock (_gate)
        {
            // Somebody may have come since the last one left.
            if (!topic.IsWatched(farmId) && all.Remove(farmId, out var links))
            {
                links.Dispose();
            }
        }
    }
}
