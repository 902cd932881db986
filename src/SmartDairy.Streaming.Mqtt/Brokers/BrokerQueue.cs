using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using SmartDairy.Streaming.Mqtt.Providers;

namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>
/// One queue while this silo owns it: a client that connects for ever, and what it read. Deliveries outlive the connection they came by; the broker
/// then sends them again, and the consumer sees them twice.
/// </summary>
internal sealed class BrokerQueue : IMqttQueueSource
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    private readonly string _provider;
    private readonly MqttBrokerOptions _options;
    private readonly GuardedObserver _observer;
    private readonly OutageLog _outages;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Action<BrokerQueue> _closed;
    private readonly Channel<MqttDelivery> _waiting = Channel.CreateUnbounded<MqttDelivery>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Wake _room = new();
    private readonly Wake _empty = new();
    private readonly Backoff _backoff;
    private readonly Contention _contention;
    private readonly Standing _standing;
    private readonly int _resumeAt;
    private readonly Lock _gate = new();
    private volatile BrokerConnection? _connection;
    private Task? _running;
    private Task? _disposed;
    private int _held;

    public BrokerQueue(
        int queue, string provider, MqttBrokerOptions options, IMqttDeliveryObserver? observer, OutageLog outages, TimeProvider clock, ILogger logger,
        Action<BrokerQueue> closed)
    {
        Queue = queue;
        _provider = provider;
        ProviderTag = new KeyValuePair<string, object?>("provider", provider);
        _options = options;
        _observer = new GuardedObserver(observer, logger);
        _outages = outages;
        _clock = clock;
        _logger = logger;
        _closed = closed;
        _backoff = new Backoff(options.ReconnectMin, options.ReconnectMax);
        _contention = new Contention(clock);
        _resumeAt = options.QueueCapacity * 3 / 4;
        _standing = new Standing(clock);
    }

    public int Queue { get; }

    public KeyValuePair<string, object?> ProviderTag { get; }

    public int Depth => _waiting.Reader.Count;

    /// <summary>Deliveries read and not settled.</summary>
    public int Held => Volatile.Read(ref _held);

    public bool IsConnected => _standing.IsConnected;

    public bool IsPaused => _connection is { IsPaused: true, HasEnded: false };

    public MqttBrokerQueueStatus Status => _standing.Status(Queue, Held, IsPaused);

    /// <summary>Begins to connect; the broker may be away for as long as it likes.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed is not null, this);
            if (_running is null)
            {
                MqttStreamMetrics.Opened(this);
                _running = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return Task.CompletedTask;
    }

    public bool TryRead([NotNullWhen(true)] out MqttDelivery? delivery) => _waiting.Reader.TryRead(out delivery);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Called by each delivery, once, from the thread that settled it.</summary>
    public void Settled(BrokerDelivery delivery, MqttSettlement outcome)
    {
        _observer.Settled(delivery, outcome);
        if (outcome != MqttSettlement.Abandon)
        {
            delivery.Connection.Acknowledge(delivery.QualityOfService, delivery.PacketId, outcome);
        }
        else if (delivery.QualityOfService > 0)
        {
            Restart(delivery.Connection);
        }

        var held = Interlocked.Decrement(ref _held);
        if (held == _resumeAt)
        {
            _room.Set();
        }

        if (held == 0)
        {
            _empty.Set();
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
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var delivery))
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }

        if (_connection is { } connection)
        {
            await connection.CloseAsync(GoodbyeTime).ConfigureAwait(false);
        }

        if (_running is { } running)
        {
            await running.ConfigureAwait(false);
            MqttStreamMetrics.Closed(this);
        }

        _outages.Closed(Queue);
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
                _options, BrokerSubscription.Connect(_options, Queue), BrokerSubscription.Subscribe(_options), _clock, _room.Set, _stop.Token).ConfigureAwait(false);
            _connection = connection;

            // Whoever closes stops first and looks for the connection then: one of the two must see the other.
            Interlocked.MemoryBarrier();
            if (!_stop.IsCancellationRequested)
            {
                BrokerSubscription.Check(_options, connection.Answer);
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
                closedHere = connection is { IsLeaving: true, Failure: null };
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }

        if (_stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }

        if (connection is null)
        {
            _contention.BrokerWasAway();
        }
        else if (connection.HasWorked || _clock.GetElapsedTime(began) > _options.ReconnectMax)
        {
            _backoff.Reset();
        }

        if (closedHere)
        {
            // To be given the abandoned deliveries again.
            _standing.Lost(null);
            return _backoff.Next();
        }

        return After(connection, failure);
    }

    /// <summary>Says why there is no connection any more, and how long to wait for the next.</summary>
    private TimeSpan After(BrokerConnection? connection, Exception? failure)
    {
        var wasConnected = IsConnected;
        var sentence = connection?.Failure ?? (failure is null ? "the broker closed the connection" : Sentence(failure));
        if (failure is BrokerLeftException { IsTakeover: true })
        {
            return Rest(Contention.Rest());
        }

        var pause = _backoff.Next();
        var isUnexplained = connection is { FellSilent: false } && failure is not BrokerLeftException
            && (connection.Failure is not null || failure is null or IOException);
        if (wasConnected && isUnexplained)
        {
            (pause, var isTakeover) = _contention.ClosedWithoutReason();
            if (isTakeover)
            {
                return Rest(pause);
            }
        }

        _standing.Lost(sentence);
        _outages.Failed(Queue, sentence);
        return pause;
    }

    private TimeSpan Rest(TimeSpan rest)
    {
        _standing.Lost("another client took the session over; resting");
        MqttStreamMetrics.TakenOver(ProviderTag);
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

                if (Volatile.Read(ref _held) >= _options.QueueCapacity || connection.IsDraining)
                {
                    await StandStillAsync(connection).ConfigureAwait(false);
                }

                Take(connection, frame);
            }
        }
        while (await connection.FillAsync().ConfigureAwait(false));
    }

    private async Task StandStillAsync(BrokerConnection connection)
    {
        connection.IsPaused = true;
        while (!connection.IsLeaving && (connection.IsDraining || Volatile.Read(ref _held) > _resumeAt))
        {
            await _room.WaitAsync().ConfigureAwait(false);
        }

        connection.IsPaused = false;
    }

    private void Take(BrokerConnection connection, MqttFrame frame)
    {
        if (connection.IsLeaving)
        {
            return;
        }

        var publish = new PublishFrame(frame);
        if (publish.IsRetained)
        {
            // An old value that the broker kept, and no message: it comes to whoever subscribes.
            MqttStreamMetrics.RetainedDropped(ProviderTag);
            connection.Acknowledge(publish.QualityOfService, publish.PacketId, MqttSettlement.Success);
            return;
        }

        var delivery = new BrokerDelivery(
            this, connection, publish.PacketId, publish.Topic, publish.Payload.ToArray(), _clock.GetUtcNow().ToUnixTimeMilliseconds(), publish.QualityOfService);
        Interlocked.Increment(ref _held);
        _observer.Taken(delivery);
        if (!_waiting.Writer.TryWrite(delivery))
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }
    }

    private void Handle(BrokerConnection connection, MqttPacket packet)
    {
        switch (packet)
        {
            case MqttSubAckPacket answer:
                Subscribed(connection, answer);
                break;
            case MqttPubRelPacket release:
                connection.Complete(release.PacketIdentifier);
                break;
            case MqttDisconnectPacket goodbye:
                throw new BrokerLeftException(goodbye);
        }
    }

    private void Subscribed(BrokerConnection connection, MqttSubAckPacket answer)
    {
        BrokerSubscription.Check(_options, answer);
        if (!_standing.Connected())
        {
            MqttStreamMetrics.Reconnected(ProviderTag);
        }
        else
        {
            _logger.QueueConnected(_provider, Queue, connection.Answer.IsSessionPresent ? "resumed" : "new");
        }

        _outages.Connected(Queue);
    }

    /// <summary>
    /// Has the broker send again what was abandoned: it does so when the client comes again. First what else is held shall be settled, lest it come twice.
    /// </summary>
    private void Restart(BrokerConnection connection)
    {
        if (!_stop.IsCancellationRequested && connection.TryDrain())
        {
            _ = DrainAndCloseAsync(connection);
        }
    }

    private async Task DrainAndCloseAsync(BrokerConnection connection)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _logger.RestartsAfterAbandon(_provider, Queue);
        var began = _clock.GetTimestamp();
        while (Held > 0 && DrainTime - _clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            try
            {
                await _empty.WaitAsync().WaitAsync(left, _clock).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                break;
            }
        }

        await connection.CloseAsync(GoodbyeTime).ConfigureAwait(false);
    }

    private static string Sentence(Exception exception) =>
        exception.InnerException is { } inner && exception is System.Security.Authentication.AuthenticationException
            ? $"{exception.Message} {inner.Message}"
            : exception.Message;
}
