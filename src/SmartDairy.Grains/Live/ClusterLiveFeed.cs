using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Live;

/// <summary>
/// The live feed of the whole cluster, for an API node or a silo that serves the API beside others. For each farm with subscribers in this
/// process it keeps one link to every silo, shared by all subscribers of the farm. A broken link is opened again and the missed readings
/// are read from history, so that each subscriber gets each stored reading once: in order of commit on each silo, in no order between
/// silos.
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

    /// <param name="grains">The grain factory of an Orleans client or a silo.</param>
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
        var subscription = _readings.Subscribe(farmId);
        EnsureLinks(_readingLinks, _readings, farmId, () => new ReadingFeedLinks(
            farmId, _readings, _local, _grains, _history, _siloDirectory, _options, _time, _log));
        var readings = subscription.ReadUntilCancelledAsync(cancellationToken);
        return deviceIds is null ? readings : LocalLiveFeed.FilterByDeviceAsync(readings, deviceIds, cancellationToken);
    }

    public IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken)
    {
        var subscription = _statuses.Subscribe(farmId);
        EnsureLinks(_statusLinks, _statuses, farmId, () => new StatusFeedLinks(
            farmId, _statuses, _local, _grains, _siloDirectory, _options, _time, _log));
        return subscription.ReadUntilCancelledAsync(cancellationToken);
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

    private void EnsureLinks<TLinks, T>(Dictionary<int, TLinks> all, FeedBroadcaster<T> topic, int farmId, Func<TLinks> create)
        where TLinks : FarmFeedLinks<T>
    {
        lock (_lock)
        {
            if (!_disposed && topic.HasSubscribers(farmId) && !all.ContainsKey(farmId))
            {
                var links = create();
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
            // Another subscriber may have joined since the last one left.
            if (!topic.HasSubscribers(farmId) && all.Remove(farmId, out var links))
            {
                links.Dispose();
            }
        }
    }
}
