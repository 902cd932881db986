using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Broker.Connections;

/// <summary>
/// Tells device actors of their connections, each device's in order, without making a connection wait for its actor.
/// </summary>
internal sealed class ConnectionChangeNotifier : BackgroundService
{
    private const int QueueCount = 8;
    private const int MaxQueuedChanges = 65_536;
    private const int MaxAttempts = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<(string DeviceId, ConnectionChange Change)>[] _queues = new Channel<(string, ConnectionChange)>[QueueCount];
    private readonly ConnectionChangeHandler _handler;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionChangeNotifier> _logger;

    public ConnectionChangeNotifier(ConnectionChangeHandler reporter, TimeProvider time, ILogger<ConnectionChangeNotifier> logger)
    {
        _handler = reporter;
        _time = time;
        _logger = logger;
        for (var i = 0; i < QueueCount; i++)
        {
            _queues[i] = Channel.CreateBounded<(string, ConnectionChange)>(new BoundedChannelOptions(MaxQueuedChanges) { SingleReader = true });
        }
    }

    public void Enqueue(string deviceId, ConnectionChangeKind kind, long connectionId)
    {
        var change = new ConnectionChange(kind, _time.GetUtcNow().ToUnixTimeMilliseconds(), connectionId);
        if (!_queues[IntakeStreams.HashTopicPrefix(deviceId) % QueueCount].Writer.TryWrite((deviceId, change)))
        {
            _logger.ConnectionEventDropped(deviceId, kind);
        }
    }

    /// <summary>Tells what is waiting, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _queues)
        {
            lane.Writer.TryComplete();
        }

        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var lanes = new Task[QueueCount];
        for (var i = 0; i < QueueCount; i++)
        {
            lanes[i] = DrainQueueAsync(_queues[i].Reader, cancellationToken);
        }

        return Task.WhenAll(lanes);
    }

    private async Task DrainQueueAsync(ChannelReader<(string DeviceId, ConnectionChange Change)> lane, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await foreach (var (deviceId, change) in lane.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await NotifyAsync(deviceId, change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task NotifyAsync(string deviceId, ConnectionChange change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _handler(deviceId, change).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == MaxAttempts)
                {
                    _logger.ConnectionEventFailed(error, deviceId, change.Kind);
                    return;
                }

                await Task.Delay(RetryDelay, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
