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
public sealed class ClusterLiveFeed : ILiveFeed, IDisposable
{
    private readonly Dictionary<int, ReadingFeedLinks> _readingLinks = [];
    private readonly Dictionary<int, StatusFeedLinks> _statusLinks = [];
    private readonly FeedBroadcaster<Reading> _readings;
    private readonly FeedBroadcaster<DeviceSnapshot> _statuses;
    private readonly Lock _lock = new();
    private readonly IGrainFactory _grains;
    private readonly IHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterLiveFeed> _log;
    private readonly ClusterLiveFeedOptions _options;
    private readonly LocalSilo? _local;
    private readonly SiloDirectory _siloDirectory;
    private bool _disposed;

    /// <param name="grains">An Orleans client's, or a silo's.</param>
    /// <param name="history">The store that the silos write.</param>
    /// <param name="localFeed">The feed of the silo in this process; null in a client.</param>
    /// <param name="localSilo">The silo in this process; null in a client.</param>
    public ClusterLiveFeed(
        IGrainFactory grains, IHistory history, TimeProvider time, ILogger<ClusterLiveFeed> log, ClusterLiveFeedOptions? options = null,
        LocalLiveFeed? localFeed = null, SiloAddress? localSilo = null)
    {
        (_grains, _history, _time, _log, _options) = (grains, history, time, log, options ?? new());
        _local = localFeed is null || localSilo is null ? null : new LocalSilo(localSilo.ToParsableString(), localFeed);
        _siloDirectory = new SiloDirectory(grains, time, _options.SiloPollInterval / 2);
        _readings = new(farmId => OnLastUnsubscribed(_readingLinks, _readings!, farmId));
        _statuses = new(farmId => OnLastUnsubscribed(_statusLinks, _statuses!, farmId));
    }

    public IAsyncEnumerable<Reading> StreamReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellationToken)
    {
        var watch = _readings.Subscribe(farmId);
        EnsureLinks(_readingLinks, _readings, farmId, () => new ReadingFeedLinks(farmId, _readings, _local, _grains, _history, _siloDirectory, _options, _time, _log));
        var readings = watch.ReadUntilCancelledAsync(cancellationToken);
        return deviceIds is null ? readings : LocalLiveFeed.FilterByDeviceAsync(readings, deviceIds, cancellationToken);
    }

    public IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken)
    {
        var watch = _statuses.Subscribe(farmId);
        EnsureLinks(_statusLinks, _statuses, farmId, () => new StatusFeedLinks(farmId, _statuses, _local, _grains, _siloDirectory, _options, _time, _log));
        return watch.ReadUntilCancelledAsync(cancellationToken);
    }

    /// <summary>Ends all links.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Array.ForEach([.. _readingLinks.Values], links => links.Dispose());
            Array.ForEach([.. _statusLinks.Values], links => links.Dispose());
            _readingLinks.Clear();
            _statusLinks.Clear();
        }
    }

    private void EnsureLinks<TLinks, T>(Dictionary<int, TLinks> all, FeedBroadcaster<T> topic, int farmId, Func<TLinks> make)
        where TLinks : FarmFeedLinks<T>
    {
        lock (_lock)
        {
            if (!_disposed && topic.HasSubscribers(farmId) && !all.ContainsKey(farmId))
            {
                var links = make();
                all.Add(farmId, links);
                links.Start();
            }
        }
    }

    private void OnLastUnsubscribed<TLinks, T>(Dictionary<int, TLinks> all, FeedBroadcaster<T> topic, int farmId)
        where TLinks : FarmFeedLinks<T>
    {
        lock (_lock)
        {
            // Somebody may have come since the last one left.
            if (!topic.HasSubscribers(farmId) && all.Remove(farmId, out var links))
            {
                links.Dispose();
            }
        }
    }
}
