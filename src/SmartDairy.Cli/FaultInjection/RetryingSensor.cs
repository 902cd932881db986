using System.Globalization;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>
/// One sensor that keeps its promise: what is not acknowledged it sends again, after whatever happened, with the time it was measured at. The broker's
/// "nobody subscribed" is no acknowledgement: the message went nowhere.
/// </summary>
internal sealed class RetryingSensor(string deviceId, string topic, string host, int port, double perSecond, int window, TimeProvider time)
{
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, long> _open = [];
    private readonly Queue<int> _toSend = new();
    private readonly HashSet<int> _acknowledged = [];
    private int _next;
    private int _inFlight;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string DeviceId { get; } = deviceId;

    /// <summary>Measured and not yet acknowledged.</summary>
    public int UnacknowledgedCount
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    public int AcknowledgedCount
    {
        get
        {
            lock (_gate)
            {
                return _acknowledged.Count;
            }
        }
    }

    /// <summary>The sequence numbers that were acknowledged.</summary>
    public IReadOnlyCollection<int> AcknowledgedNumbers
    {
        get
        {
            lock (_gate)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <summary>How many were measured: numbers 0 to this less one.</summary>
    public int MeasuredCount => _next;

    /// <summary>Measures until <paramref name="measuring"/> ends, and sends until everything measured is acknowledged or <paramref name="sending"/> ends.</summary>
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
                // The broker is not there, or was taken away: that is what this is for.
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
            lock (_gate)
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
        lock (_gate)
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
        lock (_gate)
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
            lock (_gate)
            {
                at = _open[number];
            }

            var stamp = DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var payload = $$"""{"timestamp":"{{stamp}}","device_id":"{{DeviceId}}","seq":{{number}},"readings":{"temperature_c":20.5,"humidity_percent":60,"light_lux":{{number}}} }""";
            var result = await client.PublishAsync(
                new MqttApplicationMessage { Topic = topic, PayloadSegment = Encoding.UTF8.GetBytes(payload), QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce }, connection.Token);
            lock (_gate)
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
            // No answer: it stays open, and the next connection sends it again.
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
        TaskCompletionSource moved;
        lock (_gate)
        {
            moved = _progress;
            _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.TrySetResult();
    }

    private async Task WaitForProgressAsync(CancellationToken cancellationToken)
    {
        Task moved;
        lock (_gate)
        {
            if (_inFlight < window && _toSend.Count > 0)
            {
                return;
            }

            moved = _progress.Task;
        }

        // Looked at again now and then: what was moved between the look and the wait is not missed for long.
        await Task.WhenAny(moved, Task.Delay(RetryDelay, time, cancellationToken));
    }
}
