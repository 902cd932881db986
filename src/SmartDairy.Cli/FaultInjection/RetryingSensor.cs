using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>
/// A sensor that resends unacknowledged messages after any failure, with their original time. The reason code "no matching subscribers" is
/// no acknowledgement, because the message is lost.
/// </summary>
internal sealed class RetryingSensor(string deviceId, string topic, string host, int port, double perSecond, int window, TimeProvider time)
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, long> _open = [];
    private readonly Queue<int> _toSend = new();
    private readonly HashSet<int> _acknowledged = [];
    private int _next;
    private int _inFlight;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string DeviceId { get; } = deviceId;

    /// <summary>Number of measured and not yet acknowledged readings.</summary>
    public int UnacknowledgedCount
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public int AcknowledgedCount
    {
        get
        {
            lock (_lock)
            {
                return _acknowledged.Count;
            }
        }
    }

    /// <summary>Acknowledged sequence numbers.</summary>
    public IReadOnlyCollection<int> AcknowledgedNumbers
    {
        get
        {
            lock (_lock)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <summary>Number of readings measured; their sequence numbers are 0 to this minus 1.</summary>
    public int MeasuredCount => _next;

    /// <summary>
    /// Measures until <paramref name="measuring"/> ends, and sends until everything measured is acknowledged or <paramref name="sending"/>
    /// ends.
    /// </summary>
    public async Task RunAsync(CancellationToken measuring, CancellationToken sending)
    {
        var clock = MeasureAsync(measuring);
        while (!sending.IsCancellationRequested && !(measuring.IsCancellationRequested && UnacknowledgedCount == 0))
        {
            try
            {
                await PublishWhileConnectedAsync(measuring, sending);
            }
            catch (Exception) when (!sending.IsCancellationRequested)
            {
                // The broker is down, as expected in these runs: reconnect.
                await Task.Delay(RetryDelay, time, CancellationToken.None);
            }
        }

        await clock;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10), time);
        while (await WaitForTickAsync(tick, cancellationToken))
        {
            var due = (int)(time.GetElapsedTime(began).TotalSeconds * perSecond);
            lock (_lock)
            {
                for (; _next < due; _next++)
                {
                    _open.Add(_next, time.GetUtcNow().ToUnixTimeMilliseconds());
                    _toSend.Enqueue(_next);
                }
            }

            SignalProgress();
        }
    }

    private async Task PublishWhileConnectedAsync(CancellationToken measuring, CancellationToken sending)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(sending);
        client.DisconnectedAsync += _ =>
        {
            connection.Cancel();
            SignalProgress();
            return Task.CompletedTask;
        };
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer(host, port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(DeviceId)
                .WithKeepAlivePeriod(TimeSpan.FromSeconds(30)).WithTimeout(PublishTimeout).Build(), sending);
        lock (_lock)
        {
            _toSend.Clear();
            foreach (var number in _open.Keys)
            {
                _toSend.Enqueue(number);
            }
        }

        while (!connection.IsCancellationRequested && !(measuring.IsCancellationRequested && UnacknowledgedCount == 0))
        {
            if (TryDequeue() is { } number)
            {
                _ = PublishAsync(client, number, connection);
                continue;
            }

            await WaitForProgressAsync(connection.Token);
        }

        while (Volatile.Read(ref _inFlight) > 0)
        {
            await WaitForProgressAsync(CancellationToken.None);
        }
    }

    private int? TryDequeue()
    {
        lock (_lock)
        {
            if (_inFlight >= window || !_toSend.TryDequeue(out var number))
            {
                return null;
            }

            _inFlight++;
            return number;
        }
    }

    private async Task PublishAsync(IMqttClient client, int number, CancellationTokenSource connection)
    {
        try
        {
            long at;
            lock (_lock)
            {
                at = _open[number];
            }

            var stamp = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var payload =
                $$"""{"timestamp":"{{stamp}}","device_id":"{{DeviceId}}","seq":{{number}},"readings":{"temperature_c":20.5,"humidity_percent":60,"light_lux":{{number}}} }""";
            var result = await client.PublishAsync(
                new MqttApplicationMessage
                {
                    Topic = topic,
                    PayloadSegment = Encoding.UTF8.GetBytes(payload),
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce
                }, connection.Token);
            lock (_lock)
            {
                if (result.ReasonCode == MqttClientPublishReasonCode.Success)
                {
                    _open.Remove(number);
                    _acknowledged.Add(number);
                }
                else
                {
                    _toSend.Enqueue(number);
                }
            }
        }
        catch (Exception)
        {
            // No answer: the reading stays open and is resent on the next connection.
            await connection.CancelAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            SignalProgress();
        }
    }

    private static async Task<bool> WaitForTickAsync(PeriodicTimer tick, CancellationToken cancellationToken)
    {
        try
        {
            return await tick.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void SignalProgress()
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            signal = _progress;
            _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        signal.TrySetResult();
    }

    private async Task WaitForProgressAsync(CancellationToken cancellationToken)
    {
        Task signal;
        lock (_lock)
        {
            if (_inFlight < window && _toSend.Count > 0)
            {
                return;
            }

            signal = _progress.Task;
        }

        // The delay bounds the wait when a signal arrives between the check and the wait.
        await Task.WhenAny(signal, Task.Delay(RetryDelay, time, cancellationToken));
    }
}
