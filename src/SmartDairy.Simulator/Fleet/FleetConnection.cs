using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.Simulator.Fleet;

/// <summary>
/// One device or gateway on the broker. It publishes every queued message until acknowledged or rejected, reconnecting as often as needed.
/// </summary>
internal sealed class FleetConnection : IDisposable
{
    private readonly FleetOptions _options;
    private readonly FleetCounters _counters;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _login;
    private readonly Channel<SimulatedMessage> _queue;
    private readonly ReconnectBackoff _backoff;
    private readonly Lock _lock = new();
    private Task<FleetLoginResult>? _currentLogin;
    private bool _finished;

    public FleetConnection(
        string id, string password, FleetOptions options, FleetCounters counters, TimeProvider time, CancellationToken cancellationToken)
    {
        (_options, _counters, _time, _stopping) = (options, counters, time, cancellationToken);
        _backoff = new ReconnectBackoff(options.MinBackoff, options.MaxBackoff);
        _queue = Channel.CreateBounded<SimulatedMessage>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _login = new MqttClientOptionsBuilder()
            .WithTcpServer(options.Host, options.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(id)
            .WithCredentials(id, password)
            .WithCleanStart()
            .WithTimeout(options.Timeout)
            .Build();
        _client.DisconnectedAsync += OnDisconnectedAsync;
    }

    public ChannelWriter<SimulatedMessage> Queue => _queue.Writer;

    /// <summary>Publishes until the queue is complete and empty and every message is acknowledged or rejected.</summary>
    public async Task RunAsync()
    {
        var first = await LoginAsync(null);
        var limit = first.IsRefused ? _options.MaxInFlight : Math.Min(_options.MaxInFlight, first.ReceiveMaximum);
        using var window = new SemaphoreSlim(limit);
        await foreach (var message in _queue.Reader.ReadAllAsync(_stopping))
        {
            await window.WaitAsync(_stopping);
            _counters.CountSent();
            _ = PublishAndCountAsync(message, window);
        }

        for (var permit = 0; permit < limit; permit++)
        {
            await window.WaitAsync(_stopping);
        }

        lock (_lock)
        {
            _finished = true;
        }

        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(cancellationToken: _stopping);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PublishAndCountAsync(SimulatedMessage message, SemaphoreSlim window)
    {
        try
        {
            if (await PublishAsync(message))
            {
                _counters.CountAcknowledged();
            }
            else
            {
                _counters.CountRejected();
            }

            window.Release();
        }
        catch (OperationCanceledException)
        {
            // The run was stopped: unacknowledged messages stay uncounted, and the window stays closed.
        }
    }

    /// <summary>True when acknowledged; false when rejected for good. After a broken connection the message is sent again.</summary>
    private async Task<bool> PublishAsync(SimulatedMessage message)
    {
        var publish = new MqttApplicationMessageBuilder().WithTopic(message.Topic).WithPayload(message.Payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        Task<FleetLoginResult>? broken = null;
        while (true)
        {
            var login = LoginAsync(broken);
            if ((await login).IsRefused)
            {
                return false;
            }

            try
            {
                var answer = await _client.PublishAsync(publish, _stopping);
                if (answer.ReasonCode is not (MqttClientPublishReasonCode.QuotaExceeded or MqttClientPublishReasonCode.UnspecifiedError
                    or MqttClientPublishReasonCode.ImplementationSpecificError))
                {
                    return answer.IsSuccess;
                }

                // The fault is the broker's, not the message's: retry later.
                await Task.Delay(_backoff.Next(), _time, _stopping);
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                broken = login;
            }
        }
    }

    /// <summary>
    /// The one session shared by all publishes; <paramref name="broken"/> is replaced once, even when several publishes report it.
    /// </summary>
    private Task<FleetLoginResult> LoginAsync(Task<FleetLoginResult>? broken)
    {
        lock (_lock)
        {
            var stale = _currentLogin is null || _currentLogin == broken
                || (_currentLogin is { IsCompletedSuccessfully: true, Result.RefusedUntil: { } until } && until <= _time.GetUtcNow());
            return stale ? _currentLogin = ConnectAsync() : _currentLogin!;
        }
    }

    private async Task<FleetLoginResult> ConnectAsync()
    {
        while (true)
        {
            try
            {
                if (_client.IsConnected)
                {
                    // A publish timed out on an open connection, which can no longer be trusted.
                    await _client.DisconnectAsync(cancellationToken: _stopping);
                }

                var answer = await _client.ConnectAsync(_login, _stopping);
                if (answer.ResultCode == MqttClientConnectResultCode.Success)
                {
                    _backoff.Reset();
                    _counters.AddConnected(1);
                    return new FleetLoginResult(answer.ReceiveMaximum is > 0 and { } maximum ? maximum : ushort.MaxValue, null);
                }

                if (answer.ResultCode is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized
                    or MqttClientConnectResultCode.Banned or MqttClientConnectResultCode.ClientIdentifierNotValid)
                {
                    return new FleetLoginResult(0, _time.GetUtcNow() + _options.MaxBackoff);
                }
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                // Any failure to connect (refused, reset, timed out, no CONNACK) is retried later.
            }

            await Task.Delay(_backoff.Next(), _time, _stopping);
        }
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs args)
    {
        if (!args.ClientWasConnected)
        {
            return Task.CompletedTask;
        }

        _counters.AddConnected(-1);
        lock (_lock)
        {
            // Reconnect at once even without messages: a disconnected device would look dead.
            if (!_finished && !_stopping.IsCancellationRequested && _currentLogin is { IsCompletedSuccessfully: true })
            {
                _currentLogin = ConnectAsync();
            }
        }

        return Task.CompletedTask;
    }
}
