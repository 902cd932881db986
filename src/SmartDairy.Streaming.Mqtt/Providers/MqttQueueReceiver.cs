using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Reads one queue for its pulling agent. A read waits until a shard has data and its previous batch is settled: so a single message goes at
/// once, and while a batch is being committed the next one forms, without a timer. The wait is bounded, because only between reads does the
/// agent report what was delivered.
/// </summary>
internal sealed class MqttQueueReceiver : IQueueAdapterReceiver, IDisposable
{
    private static readonly IList<IBatchContainer> Nothing = [];

    private readonly MqttStreamOptions _options;
    private readonly IMqttSource _source;
    private readonly IMqttDataAdapter _adapter;
    private readonly QueueLanes _lanes;
    private readonly DeliveryFailures _failures;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly string _provider;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private IMqttQueueSource? _reader;
    private volatile bool _started;
    private volatile bool _timeUp;
    private volatile bool _awaitsData;
    private volatile Exception? _sourceFailure;
    private volatile bool _sourceEnded;

    public MqttQueueReceiver(
        string provider, int queue, MqttStreamOptions options, IMqttSource source, IMqttDataAdapter adapter, QueueLanes lanes,
        DeliveryFailures failures, TimeProvider clock, ILogger logger)
    {
        _provider = provider;
        Queue = queue;
        _options = options;
        _source = source;
        _adapter = adapter;
        _lanes = lanes;
        _failures = failures;
        _clock = clock;
        _logger = logger;
        ProviderTag = new KeyValuePair<string, object?>("provider", provider);
        _timer = clock.CreateTimer(static state => ((MqttQueueReceiver)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Queue { get; }

    public KeyValuePair<string, object?> ProviderTag { get; }

    /// <summary>Deliveries in batches whose outcome is open.</summary>
    public int InFlight
    {
        get
        {
            var open = 0;
            foreach (var lane in _lanes.All)
            {
                open += lane.Current?.Open ?? 0;
            }

            return open;
        }
    }

    /// <summary>Deliveries that are in no batch yet.</summary>
    public int Waiting
    {
        get
        {
            var waiting = Math.Max(0, _reader?.Depth ?? 0);
            foreach (var lane in _lanes.All)
            {
                waiting += lane.Staged.Count;
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

        if (await TakeAsync(maxCount) is { } atOnce)
        {
            return atOnce;
        }

        using var cancelled = cancellationToken.UnsafeRegister(static state => ((Wake)state!).Set(), _lanes.Wake);
        _timeUp = false;
        _timer.Change(_lanes.AllFree ? _options.IdleWait : _options.BusyWait, Timeout.InfiniteTimeSpan);
        while (!_timeUp && !cancellationToken.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            AwaitData();
            await _lanes.Wake.WaitAsync();

            // Whoever shuts the queue down does not wait for this read, nor look at what it brings.
            if (!_stop.IsCancellationRequested && await TakeAsync(maxCount) is { } batches)
            {
                return batches;
            }
        }

        return Nothing;
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            if (message is not MqttBatchContainer { InFlight: { Open: > 0 } batch })
            {
                continue;
            }

            var settled = batch.SettleOpen(batch.WasRead ? MqttSettlement.Success : MqttSettlement.Abandon);
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
        await DrainAsync(timeout < _options.DrainTime ? timeout : _options.DrainTime);
        var abandoned = 0;
        foreach (var lane in _lanes.All.ToArray())
        {
            abandoned += lane.Current?.SettleOpen(MqttSettlement.Abandon) ?? 0;
            lane.Staged.ForEach(static delivery => delivery.TrySettle(MqttSettlement.Abandon));
            lane.Staged.Clear();
        }

        if (_reader is { } reader)
        {
            await reader.DisposeAsync();
        }

        MqttStreamMetrics.Closed(this);
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
        _reader ??= _source.Open(Queue);
        await _reader.StartAsync(cancellationToken);
        _started = true;
        MqttStreamMetrics.Opened(this);
        _logger.QueueOpened(_provider, Queue);
    }

    /// <summary>A batch for each shard that has data and none in flight; null if there is no such shard.</summary>
    private async ValueTask<IList<IBatchContainer>?> TakeAsync(int maxCount)
    {
        if (_sourceFailure is { } failure)
        {
            _sourceFailure = null;
            throw new IOException($"Queue {Queue} of MQTT stream provider '{_provider}' cannot be read: {failure.Message}", failure);
        }

        if (!_lanes.AnyFree)
        {
            return null;
        }

        Stage();
        List<IBatchContainer>? batches = null;
        for (var i = 0; i < _lanes.All.Length && (batches?.Count ?? 0) < maxCount; i++)
        {
            var lane = _lanes.All[i];
            if (lane.Staged.Count > 0 && lane.IsFree && await BatchAsync(lane) is { } batch)
            {
                (batches ??= []).Add(batch);
            }
        }

        return batches;
    }

    private void Stage()
    {
        // A full shard stops the reading: what comes next may be its own, and there is no way to put it back.
        while (!AnyFull() && _reader!.TryRead(out var delivery))
        {
            if (!delivery.IsSettled)
            {
                _lanes.LaneOf(delivery).Staged.Add(delivery);
            }
        }
    }

    private bool AnyFull()
    {
        foreach (var lane in _lanes.All)
        {
            if (lane.Staged.Count >= _options.MaxBatch)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<MqttBatchContainer?> BatchAsync(ShardLane lane)
    {
        var deliveries = lane.Staged.ToArray();
        lane.Staged.Clear();
        try
        {
            var batch = new InFlightBatch(_lanes.NextSequence(), lane.Stream, deliveries, _lanes.Wake);
            batch.Attach();
            var container = new MqttBatchContainer(batch, _adapter.ToEvents(lane.Stream, deliveries), _clock);
            MqttStreamMetrics.BatchRead(ProviderTag, deliveries.Length);
            lane.Current = batch;
            return container;
        }
        catch (Exception exception)
        {
            _logger.AdapterFailed(exception, deliveries.Length, lane.Stream);
            await _failures.SettleAsync(deliveries, $"the data adapter failed: {exception.Message}", _stop.Token);
            return null;
        }
    }

    /// <summary>Has the source wake this receiver when there is data, unless it is at that already or nobody could take any.</summary>
    private void AwaitData()
    {
        if (_awaitsData || _sourceEnded || !_lanes.AnyFree || AnyFull())
        {
            return;
        }

        _awaitsData = true;
        _ = WakeOnDataAsync(_reader!);
    }

    private async Task WakeOnDataAsync(IMqttQueueSource reader)
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
        _lanes.Wake.Set();
    }

    private async Task DrainAsync(TimeSpan limit)
    {
        _timeUp = limit <= TimeSpan.Zero;
        if (!_timeUp)
        {
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }

        while (!_timeUp && !_lanes.AllFree)
        {
            await _lanes.Wake.WaitAsync();
        }
    }

    private void OnTimer()
    {
        _timeUp = true;
        _lanes.Wake.Set();
    }
}
