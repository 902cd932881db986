using Microsoft.Extensions.Logging;
using Orleans.Streams;
using SmartDairy.Streaming.Mqtt.Deliveries;
using SmartDairy.Streaming.Mqtt.Threading;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Reads one queue for its pulling agent. A read waits until a shard has data and its previous batch is settled: so a single message goes
/// at once, and while a batch is being committed the next one forms, without a timer. The wait is bounded, because only between reads does
/// the agent report what was delivered.
/// </summary>
internal sealed class MqttQueueReceiver : IQueueAdapterReceiver, IDisposable
{
    private static readonly IList<IBatchContainer> NoBatches = [];

    private readonly MqttStreamOptions _options;
    private readonly IMqttSource _source;
    private readonly IMqttDataAdapter _adapter;
    private readonly QueueShards _shards;
    private readonly FailedDeliverySettler _failures;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly string _provider;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private IMqttQueueSource? _reader;
    private volatile bool _started;
    private volatile bool _readTimedOut;
    private volatile bool _awaitsData;
    private volatile Exception? _sourceFailure;
    private volatile bool _sourceEnded;

    public MqttQueueReceiver(
        string provider, int queue, MqttStreamOptions options, IMqttSource source, IMqttDataAdapter adapter, QueueShards shards,
        FailedDeliverySettler failures, TimeProvider clock, ILogger logger)
    {
        _provider = provider;
        Queue = queue;
        _options = options;
        _source = source;
        _adapter = adapter;
        _shards = shards;
        _failures = failures;
        _clock = clock;
        _logger = logger;
        ProviderTag = new KeyValuePair<string, object?>("provider", provider);
        _timer =
            clock.CreateTimer(
                static state => ((MqttQueueReceiver)state!).OnReadTimeout(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Queue { get; }

    public KeyValuePair<string, object?> ProviderTag { get; }

    /// <summary>Deliveries in batches whose outcome is open.</summary>
    public int InFlight
    {
        get
        {
            var open = 0;
            foreach (var shard in _shards.Shards)
            {
                open += shard.LatestBatch?.UnsettledCount ?? 0;
            }

            return open;
        }
    }

    /// <summary>Deliveries that are in no batch yet.</summary>
    public int QueuedCount
    {
        get
        {
            var waiting = Math.Max(0, _reader?.Depth ?? 0);
            foreach (var shard in _shards.Shards)
            {
                waiting += shard.Staged.Count;
            }

            return waiting;
        }
    }

    public Task Initialize(TimeSpan timeout) => StartAsync(_stop.Token);

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (!_started)
        {
            await StartAsync(cancellationToken);
        }

        if (await TakeBatchesAsync(maxCount) is { } atOnce)
        {
            return atOnce;
        }

        using var cancelled = cancellationToken.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), _shards.Signal);
        _readTimedOut = false;
        _timer.Change(_shards.AreAllIdle ? _options.IdleReadTimeout : _options.InFlightReadTimeout, Timeout.InfiniteTimeSpan);
        while (!_readTimedOut && !cancellationToken.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            RequestDataSignal();
            await _shards.Signal.WaitAsync();

            // A shutdown neither waits for this read nor looks at its result.
            if (!_stop.IsCancellationRequested && await TakeBatchesAsync(maxCount) is { } batches)
            {
                return batches;
            }
        }

        return NoBatches;
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            if (message is not MqttBatchContainer { InFlight: { UnsettledCount: > 0 } batch })
            {
                continue;
            }

            var settled = batch.SettleRemaining(batch.WasRead ? MqttSettlement.Success : MqttSettlement.Abandon);
            if (!batch.WasRead)
            {
                _logger.BatchNotRead(batch.Sequence, batch.Stream, settled);
            }
        }

        return Task.CompletedTask;
    }

    public async Task Shutdown(TimeSpan timeout)
    {
        await _stop.CancelAsync();
        await DrainAsync(timeout < _options.DrainTimeout ? timeout : _options.DrainTimeout);
        var abandoned = 0;
        foreach (var shard in _shards.Shards.ToArray())
        {
            abandoned += shard.LatestBatch?.SettleRemaining(MqttSettlement.Abandon) ?? 0;
            shard.Staged.ForEach(static delivery => delivery.TrySettle(MqttSettlement.Abandon));
            shard.Staged.Clear();
        }

        if (_reader is { } reader)
        {
            await reader.DisposeAsync();
        }

        ReceiverMetrics.Unregister(this);
        Dispose();
        _logger.QueueClosed(_provider, Queue, abandoned);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _reader ??= _source.OpenQueue(Queue);
        await _reader.StartAsync(cancellationToken);
        _started = true;
        ReceiverMetrics.Register(this);
        _logger.QueueOpened(_provider, Queue);
    }

    /// <summary>A batch for each shard that has data and none in flight; null if there is no such shard.</summary>
    private async ValueTask<IList<IBatchContainer>?> TakeBatchesAsync(int maxCount)
    {
        if (_sourceFailure is { } failure)
        {
            _sourceFailure = null;
            throw new IOException($"Queue {Queue} of MQTT stream provider '{_provider}' cannot be read: {failure.Message}", failure);
        }

        if (!_shards.IsAnyIdle)
        {
            return null;
        }

        StageDeliveries();
        List<IBatchContainer>? batches = null;
        for (var i = 0; i < _shards.Shards.Length && (batches?.Count ?? 0) < maxCount; i++)
        {
            var shard = _shards.Shards[i];
            if (shard.Staged.Count > 0 && shard.IsIdle && await CreateBatchAsync(shard) is { } batch)
            {
                (batches ??= []).Add(batch);
            }
        }

        return batches;
    }

    private void StageDeliveries()
    {
        // A full shard stops the reading: what comes next may be its own, and there is no way to put it back.
        while (!IsAnyShardFull() && _reader!.TryRead(out var delivery))
        {
            if (!delivery.IsSettled)
            {
                _shards.GetShard(delivery).Staged.Add(delivery);
            }
        }
    }

    private bool IsAnyShardFull()
    {
        foreach (var shard in _shards.Shards)
        {
            if (shard.Staged.Count >= _options.MaxBatch)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<MqttBatchContainer?> CreateBatchAsync(ShardState shard)
    {
        var deliveries = shard.Staged.ToArray();
        shard.Staged.Clear();
        try
        {
            var batch = new InFlightBatch(_shards.NextSequence(), shard.Stream, deliveries, _shards.Signal);
            batch.Attach();
            var container = new MqttBatchContainer(batch, _adapter.ToEvents(shard.Stream, deliveries), _clock);
            ReceiverMetrics.BatchRead(ProviderTag, deliveries.Length);
            shard.LatestBatch = batch;
            return container;
        }
        catch (Exception exception)
        {
            _logger.AdapterFailed(exception, deliveries.Length, shard.Stream);
            await _failures.SettleAsync(deliveries, $"the data adapter failed: {exception.Message}", _stop.Token);
            return null;
        }
    }

    /// <summary>Has the source wake this receiver when there is data, unless it is at that already or nobody could take any.</summary>
    private void RequestDataSignal()
    {
        if (_awaitsData || _sourceEnded || !_shards.IsAnyIdle || IsAnyShardFull())
        {
            return;
        }

        _awaitsData = true;
        _ = SignalOnDataAsync(_reader!);
    }

    private async Task SignalOnDataAsync(IMqttQueueSource reader)
    {
        try
        {
            _sourceEnded = !await reader.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            _sourceFailure = exception;
        }

        _awaitsData = false;
        _shards.Signal.Set();
    }

    private async Task DrainAsync(TimeSpan limit)
    {
        _readTimedOut = limit <= TimeSpan.Zero;
        if (!_readTimedOut)
        {
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }

        while (!_readTimedOut && !_shards.AreAllIdle)
        {
            await _shards.Signal.WaitAsync();
        }
    }

    private void OnReadTimeout()
    {
        _readTimedOut = true;
        _shards.Signal.Set();
    }
}
