using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartDairy.Streaming.Mqtt.ExternalBroker;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// Publishes to the outside broker that a provider reads from, over a connection of its own, made at the first publish and kept. At most 64
/// messages are under way; further ones wait.
/// </summary>
public sealed class MqttBrokerPublisher : IMqttPublisher, IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    private readonly string _provider;
    private readonly MqttBrokerOptions _options;
    private readonly string _clientId;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<PublishWindow> _openWindow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BrokerConnection? _connection;
    private Task? _running;
    private volatile string? _lastError;
    private long? _lastLoggedAt;

    /// <param name="provider">The name of the provider, for logs.</param>
    /// <param name="options">Where the broker is. Not validated here.</param>
    /// <param name="clock">Measures pauses and timeouts; null: the system's.</param>
    /// <param name="logger">Logs that the broker is away.</param>
    public MqttBrokerPublisher(string provider, MqttBrokerOptions options, TimeProvider? clock, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Broker);
        ArgumentNullException.ThrowIfNull(logger);
        _provider = provider;
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _logger = logger;
        _clientId = $"{options.ClientIdPrefix}-out-{Random.Shared.NextInt64():x}";
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The topic is empty or has wildcards, or the quality of service is not 0 to 2.</exception>
    /// <exception cref="TimeoutException">
    /// There was no connection within <see cref="MqttBrokerOptions.ConnectTimeout"/>, or no answer: the broker may or may not have the
    /// message.
    /// </exception>
    /// <exception cref="IOException">The broker refused the message, or the connection broke before it answered.</exception>
    public async Task PublishAsync(MqttPublication publication, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(publication);
        var packet = CreatePublishPacket(publication);
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _stop.Token);
        PublishWindow? window = null;
        try
        {
            do
            {
                window = null;
                window = await WaitForConnectionAsync().WaitAsync(either.Token).ConfigureAwait(false);
                limit.CancelAfter(_options.ConnectTimeout);
            }
            while (!await window.TryPublishAsync(packet, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(window is null
                ? $"There is no connection to {_options.Broker} to publish on, {_options.ConnectTimeout} after it was asked for: {_lastError ?? "it is still being made"}."
                : $"{_options.Broker} did not answer a publish within {_options.ConnectTimeout}.");
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The publisher of MQTT stream provider '{_provider}' was closed.");
        }
    }

    /// <summary>Closes the connection; what is under way fails.</summary>
    public async ValueTask DisposeAsync()
    {
        // First that, then the look: a connection just made is closed by whichever of the two comes second.
        await _stop.CancelAsync().ConfigureAwait(false);
        Task? running;
        BrokerConnection? connection;
        lock (_gate)
        {
            (running, connection) = (_running, _connection);
        }

        if (connection is not null)
        {
            await connection.CloseAsync(CloseTimeout).ConfigureAwait(false);
        }

        if (running is not null)
        {
            await running.ConfigureAwait(false);
        }
    }

    internal static MqttBrokerPublisher Create(IServiceProvider services, string name) => new(
        name,
        services.GetRequiredService<IOptionsMonitor<MqttBrokerOptions>>().Get(name),
        services.GetService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger($"{typeof(MqttBrokerPublisher).Namespace}.{name}"));

    private static MqttPublishPacket CreatePublishPacket(MqttPublication publication)
    {
        if (string.IsNullOrEmpty(publication.Topic) || publication.Topic.AsSpan().ContainsAny('+', '#', '\0'))
        {
            throw new ArgumentException(
                $"Cannot publish to topic '{publication.Topic}': it must not be empty and has no wildcards.", nameof(publication));
        }

        if (publication.QualityOfService > 2)
        {
            throw new ArgumentException($"The quality of service is 0, 1 or 2, not {publication.QualityOfService}.", nameof(publication));
        }

        return new MqttPublishPacket
        {
            Topic = publication.Topic,
            Payload = new System.Buffers.ReadOnlySequence<byte>(publication.Payload),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)publication.QualityOfService,
            MessageExpiryInterval = publication.Expiry is { } expiry
                ? (uint)Math.Clamp(Math.Ceiling(expiry.TotalSeconds), 1, uint.MaxValue)
                : 0,
            ContentType = publication.ContentType,
            ResponseTopic = publication.ResponseTopic,
            CorrelationData = publication.CorrelationData.IsEmpty ? null : publication.CorrelationData.ToArray(),
        };
    }

    private Task<PublishWindow> WaitForConnectionAsync()
    {
        lock (_gate)
        {
            if (_openWindow.Task is { IsCompletedSuccessfully: true, Result.IsOpen: false })
            {
                _openWindow = new TaskCompletionSource<PublishWindow>(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (!_stop.IsCancellationRequested)
            {
                _running ??= Task.Run(RunAsync, CancellationToken.None);
            }

            return _openWindow.Task;
        }
    }

    private async Task RunAsync()
    {
        var backoff = new Backoff(_options.ReconnectMin, _options.ReconnectMax);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ConnectAndReadAsync(backoff).ConfigureAwait(false);
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested)
            {
                LogFailure(exception.Message);
            }
            catch (Exception)
            {
                return;
            }

            try
            {
                await Task.Delay(backoff.NextDelay(), _clock, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ConnectAndReadAsync(Backoff backoff)
    {
        var connect = new MqttConnectPacket { ClientId = _clientId, CleanSession = true };
        await using var connection = await BrokerConnection.OpenAsync(_options, connect, null, _clock, static () => { }, _stop.Token)
            .ConfigureAwait(false);
        var window = new PublishWindow(connection);
        backoff.Reset();
        lock (_gate)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _connection = connection;
            if (_openWindow.Task.IsCompleted)
            {
                _openWindow = new TaskCompletionSource<PublishWindow>(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _openWindow.SetResult(window);
        }

        var reason = "the broker closed the connection";
        try
        {
            do
            {
                while (connection.TryRead(out var frame))
                {
                    var packet = connection.Decode(frame);
                    if (packet is MqttDisconnectPacket goodbye)
                    {
                        throw new BrokerDisconnectedException(goodbye);
                    }

                    window.HandleAcknowledgement(packet);
                }
            }
            while (await connection.FillAsync().ConfigureAwait(false));
            throw new IOException(connection.FailureReason ?? reason);
        }
        catch (Exception exception)
        {
            reason = connection.FailureReason ?? exception.Message;
            throw;
        }
        finally
        {
            window.FailPending(reason);
        }
    }

    private void LogFailure(string sentence)
    {
        _lastError = sentence;
        if (_lastLoggedAt is not { } before || _clock.GetElapsedTime(before) >= TimeSpan.FromMinutes(1))
        {
            _lastLoggedAt = _clock.GetTimestamp();
            _logger.PublisherDisconnected(_provider, _options.Broker!, sentence);
        }
    }
}
