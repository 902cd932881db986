using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using SmartDairy.Streaming.Mqtt.Threading;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// One queue while this silo owns it: a client that connects for ever, and what it read. Deliveries outlive the connection they came by;
/// the broker then sends them again, and the consumer sees them twice.
/// </summary>
internal sealed class BrokerQueue : IMqttQueueSource
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    private readonly string _provider;
    private readonly MqttBrokerOptions _options;
    private readonly IMqttDeliveryFactory? _factory;
    private readonly SafeDeliveryObserver _observer;
    private readonly OutageLogger _outageLogger;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Action<BrokerQueue> _closed;
    private readonly Channel<MqttDelivery> _deliveries = Channel.CreateUnbounded<MqttDelivery>();
    private readonly CancellationTokenSource _stop = new();
    private readonly AsyncSignal _capacityFreed = new();
    private readonly AsyncSignal _allSettled = new();
    private readonly Backoff _backoff;
    private readonly SessionTakeoverDetector _takeoverDetector;
    private readonly QueueConnectionState _connectionState;
    private readonly int _resumeAt;
    private readonly Lock _gate = new();
    private volatile BrokerConnection? _connection;
    private Task? _running;
    private Task? _disposed;
    private int _unsettled;

    public BrokerQueue(
        int queue, string provider, MqttBrokerOptions options, IMqttDeliveryFactory? factory, IMqttDeliveryObserver? observer,
        OutageLogger outages, TimeProvider clock, ILogger logger, Action<BrokerQueue> closed)
    {
        Queue = queue;
        _provider = provider;
        ProviderTag = new KeyValuePair<string, object?>("provider", provider);
        _options = options;
        _factory = factory;
        _observer = new SafeDeliveryObserver(observer, logger);
        _outageLogger = outages;
        _clock = clock;
        _logger = logger;
        _closed = closed;
        _backoff = new Backoff(options.ReconnectMin, options.ReconnectMax);
        _takeoverDetector = new SessionTakeoverDetector(clock);
        _resumeAt = options.QueueCapacity * 3 / 4;
        _connectionState = new QueueConnectionState(clock);
    }

    public int Queue { get; }

    public KeyValuePair<string, object?> ProviderTag { get; }

    public int Depth => _deliveries.Reader.Count;

    /// <summary>Deliveries read and not settled.</summary>
    public int UnsettledCount => Volatile.Read(ref _unsettled);

    public bool IsConnected => _connectionState.IsConnected;

    public bool IsPaused => _connection is { IsPaused: true, IsClosed: false };

    public MqttBrokerQueueStatus Status => _connectionState.CreateStatus(Queue, UnsettledCount, IsPaused);

    /// <summary>Begins to connect; the broker may be away for as long as it likes.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed is not null, this);
            if (_running is null)
            {
                BrokerMetrics.Register(this);
                _running = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return Task.CompletedTask;
    }

    public bool TryRead([NotNullWhen(true)] out MqttDelivery? delivery) => _deliveries.Reader.TryRead(out delivery);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _deliveries.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Called by each delivery, once, from the thread that settled it.</summary>
    public void OnSettled(BrokerDelivery delivery, MqttSettlement outcome)
    {
        _observer.OnSettled(delivery, outcome);
        if (outcome != MqttSettlement.Abandon)
        {
            delivery.Connection.Acknowledge(delivery.QualityOfService, delivery.PacketId, outcome);
        }
        else if (delivery.QualityOfService > 0)
        {
            ReconnectAfterAbandon(delivery.Connection);
        }

        var held = Interlocked.Decrement(ref _unsettled);
        if (held == _resumeAt)
        {
            _capacityFreed.Set();
        }

        if (held == 0)
        {
            _allSettled.Set();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            return new ValueTask(_disposed ??= CloseAsync());
        }
    }

    private async Task CloseAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await _stop.CancelAsync().ConfigureAwait(false);
        _deliveries.Writer.TryComplete();
        while (_deliveries.Reader.TryRead(out var delivery))
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }

        if (_connection is { } connection)
        {
            await connection.CloseAsync(CloseTimeout).ConfigureAwait(false);
        }

        if (_running is { } running)
        {
            await running.ConfigureAwait(false);
            BrokerMetrics.Unregister(this);
        }

        _outageLogger.OnQueueClosed(Queue);
        _closed(this);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var pause = await ConnectAndReadAsync().ConfigureAwait(false);
            try
            {
                await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>One connection, from beginning to end.</summary>
    /// <returns>The pause before the next.</returns>
    private async Task<TimeSpan> ConnectAndReadAsync()
    {
        BrokerConnection? connection = null;
        var began = _clock.GetTimestamp();
        var closedHere = false;
        Exception? failure = null;
        try
        {
            connection = await BrokerConnection.OpenAsync(
                _options, BrokerSubscription.CreateConnectPacket(_options, Queue), BrokerSubscription.CreateSubscribePacket(_options),
                _clock,
                _capacityFreed.Set, _stop.Token).ConfigureAwait(false);
            _connection = connection;

            // Whoever closes stops first and looks for the connection then: one of the two must see the other.
            Interlocked.MemoryBarrier();
            if (!_stop.IsCancellationRequested)
            {
                BrokerSubscription.EnsureAccepted(_options, connection.ConnAck);
                await ReadAsync(connection).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        finally
        {
            if (connection is not null)
            {
                closedHere = connection is { IsClosing: true, FailureReason: null };
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (_stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }

        if (connection is null)
        {
            _takeoverDetector.OnBrokerUnreachable();
        }
        else if (connection.HasAcknowledged || _clock.GetElapsedTime(began) > _options.ReconnectMax)
        {
            _backoff.Reset();
        }

        if (closedHere)
        {
            // To be given the abandoned deliveries again.
            _connectionState.MarkDisconnected(null);
            return _backoff.NextDelay();
        }

        return HandleConnectionLoss(connection, failure);
    }

    /// <summary>Says why there is no connection any more, and how long to wait for the next.</summary>
    private TimeSpan HandleConnectionLoss(BrokerConnection? connection, Exception? failure)
    {
        var wasConnected = IsConnected;
        var sentence = connection?.FailureReason ?? (failure is null ? "the broker closed the connection" : DescribeError(failure));
        if (failure is BrokerDisconnectedException { IsSessionTakenOver: true })
        {
            return BackOffAfterTakeover(SessionTakeoverDetector.NextRestPeriod());
        }

        var pause = _backoff.NextDelay();
        var isUnexplained = connection is { KeepAliveTimedOut: false } && failure is not BrokerDisconnectedException
            && (connection.FailureReason is not null || failure is null or IOException);
        if (wasConnected && isUnexplained)
        {
            (pause, var isTakeover) = _takeoverDetector.OnUnexplainedClose();
            if (isTakeover)
            {
                return BackOffAfterTakeover(pause);
            }
        }

        _connectionState.MarkDisconnected(sentence);
        _outageLogger.OnConnectFailed(Queue, sentence);
        return pause;
    }

    private TimeSpan BackOffAfterTakeover(TimeSpan rest)
    {
        _connectionState.MarkDisconnected("another client took the session over; resting");
        BrokerMetrics.SessionTakenOver(ProviderTag);
        _logger.SessionTakenOver(_provider, Queue, rest);
        return rest;
    }

    private async Task ReadAsync(BrokerConnection connection)
    {
        do
        {
            while (connection.TryRead(out var frame))
            {
                if (frame.Type != MqttFrame.Publish)
                {
                    Handle(connection, connection.Decode(frame));
                    continue;
                }

                if (Volatile.Read(ref _unsettled) >= _options.QueueCapacity || connection.IsDraining)
                {
                    await PauseReadingAsync(connection).ConfigureAwait(false);
                }

                AcceptPublish(connection, frame);
            }
        }
        while (await connection.FillAsync().ConfigureAwait(false));
    }

    private async Task PauseReadingAsync(BrokerConnection connection)
    {
        connection.IsPaused = true;
        while (!connection.IsClosing && (connection.IsDraining || Volatile.Read(ref _unsettled) > _resumeAt))
        {
            await _capacityFreed.WaitAsync().ConfigureAwait(false);
        }

        connection.IsPaused = false;
    }

    private void AcceptPublish(BrokerConnection connection, MqttFrame frame)
    {
        if (connection.IsClosing)
        {
            return;
        }

        var publish = new PublishFrame(frame);
        if (publish.IsRetained)
        {
            // An old value that the broker kept, and no message: it comes to whoever subscribes.
            BrokerMetrics.RetainedDropped(ProviderTag);
            connection.Acknowledge(publish.QualityOfService, publish.PacketId, MqttSettlement.Success);
            return;
        }

        var received = new BrokerPublish(
            this, connection, publish.PacketId, publish.Topic, publish.Payload.ToArray(), _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            publish.QualityOfService);
        var delivery = _factory?.Create(received) ?? new BrokerDelivery(received);
        Interlocked.Increment(ref _unsettled);
        _observer.OnReceived(delivery);
        if (!_deliveries.Writer.TryWrite(delivery))
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }
    }

    private void Handle(BrokerConnection connection, MqttPacket packet)
    {
        switch (packet)
        {
            case MqttSubAckPacket answer:
                OnSubscribed(connection, answer);
                break;
            case MqttPubRelPacket release:
                connection.SendPubComp(release.PacketIdentifier);
                break;
            case MqttDisconnectPacket goodbye:
                throw new BrokerDisconnectedException(goodbye);
        }
    }

    private void OnSubscribed(BrokerConnection connection, MqttSubAckPacket answer)
    {
        BrokerSubscription.EnsureAccepted(_options, answer);
        if (!_connectionState.MarkConnected())
        {
            BrokerMetrics.Reconnected(ProviderTag);
        }
        else
        {
            _logger.QueueConnected(_provider, Queue, connection.ConnAck.IsSessionPresent ? "resumed" : "new");
        }

        _outageLogger.OnConnected(Queue);
    }

    /// <summary>
    /// Has the broker send again what was abandoned: it does so when the client comes again. First what else is held shall be settled, lest
    /// it come twice.
    /// </summary>
    private void ReconnectAfterAbandon(BrokerConnection connection)
    {
        if (!_stop.IsCancellationRequested && connection.TryBeginDrain())
        {
            _ = DrainAndCloseAsync(connection);
        }
    }

    private async Task DrainAndCloseAsync(BrokerConnection connection)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _logger.RestartsAfterAbandon(_provider, Queue);
        var began = _clock.GetTimestamp();
        while (UnsettledCount > 0 && DrainTimeout - _clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            try
            {
                await _allSettled.WaitAsync().WaitAsync(left, _clock).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                break;
            }
        }

        await connection.CloseAsync(CloseTimeout).ConfigureAwait(false);
    }

    private static string DescribeError(Exception exception) =>
        exception.InnerException is { } inner && exception is System.Security.Authentication.AuthenticationException
            ? $"{exception.Message} {inner.Message}"
            : exception.Message;
}
