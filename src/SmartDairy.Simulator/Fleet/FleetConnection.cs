using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.Simulator.Fleet;

/// <summary>One device or gateway on the broker. It settles all it is given, through as many connections as that takes.</summary>
internal sealed class FleetConnection : IDisposable
{
    private readonly FleetOptions _options;
    private readonly FleetCounters _tally;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _login;
    private readonly Channel<SimulatedMessage> _queue;
    private readonly ReconnectBackoff _backoff;
    private readonly Lock _lock = new();
    private Task<FleetLoginResult>? _currentLogin;
    private bool _finished;

    public FleetConnection(string id, string password, FleetOptions options, FleetCounters tally, TimeProvider time, CancellationToken cancellationToken)
    {
        (_options, _tally, _time, _stop) = (options, tally, time, cancellationToken);
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

    /// <summary>Publishes until the queue is completed and empty and everything in it is settled.</summary>
    public async Task RunAsync()
    {
        var first = await LoginAsync(null);
        var limit = first.IsRefused ? _options.MaxInFlight : Math.Min(_options.MaxInFlight, first.ReceiveMaximum);
        using var window = new SemaphoreSlim(limit);
        await foreach (var message in _queue.Reader.ReadAllAsync(_stop))
        {
            await window.WaitAsync(_stop);
            _tally.CountSent();
            _ = PublishAndCountAsync(message, window);
        }

        for (var permit = 0; permit < limit; permit++)
        {
            await window.WaitAsync(_stop);
        }

        lock (_lock)
        {
            _finished = true;
        }

        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(cancellationToken: _stop);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PublishAndCountAsync(SimulatedMessage message, SemaphoreSlim window)
    {
        try
        {
            if (await PublishAsync(message))
            {
                _tally.CountAcknowledged();
            }
            else
            {
                _tally.CountRejected();
            }

            window.Release();
        }
        catch (OperationCanceledException)
        {
            // The run was stopped: what is not acknowledged stays uncounted, and the window stays shut.
        }
    }

    /// <summary>True when acknowledged; false when refused for good. A broken connection is neither: then it is sent again.</summary>
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
                var answer = await _client.PublishAsync(publish, _stop);
                if (answer.ReasonCode is not (MqttClientPublishReasonCode.QuotaExceeded or MqttClientPublishReasonCode.UnspecifiedError
                    or MqttClientPublishReasonCode.ImplementationSpecificError))
                {
                    return answer.IsSuccess;
                }

                // The broker is in trouble, not the message.
                await Task.Delay(_backoff.Next(), _time, _stop);
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                broken = login;
            }
        }
    }

    /// <summary>The one session that all publishes share; a new one in place of <paramref name="broken"/>, however many notice the break.</summary>
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
                    // A publish failed on a connection that still stands, by time-out: it is not to be trusted any more.
                    await _client.DisconnectAsync(cancellationToken: _stop);
                }

                var answer = await _client.ConnectAsync(_login, _stop);
                if (answer.ResultCode == MqttClientConnectResultCode.Success)
                {
                    _backoff.Reset();
                    _tally.AddConnected(1);
                    return new FleetLoginResult(answer.ReceiveMaximum is > 0 and { } maximum ? maximum : ushort.MaxValue, null);
                }

                if (answer.ResultCode is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized
                    or MqttClientConnectResultCode.Banned or MqttClientConnectResultCode.ClientIdentifierNotValid)
                {
                    return new FleetLoginResult(0, _time.GetUtcNow() + _options.MaxBackoff);
                }
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // Whatever kept us out (refused, reset, timed out, no CONNACK), the cure is to try again later.
            }

            await Task.Delay(_backoff.Next(), _time, _stop);
        }
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs args)
    {
        if (!args.ClientWasConnected)
        {
            return Task.CompletedTask;
        }

        _tally.AddConnected(-1);
        lock (_lock)
        {
            // Come back at once though nothing waits to be sent: a silent device looks like a dead one.
            if (!_finished && !_stop.IsCancellationRequested && _currentLogin is { IsCompletedSuccessfully: true })
            {
                _currentLogin = ConnectAsync();
            }
        }

        return Task.CompletedTask;
    }
}
