using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Broker.Connections;

/// <summary>
/// Notifies device actors of changes of their connections: in order for each device, without making a connection wait for an actor.
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

    public ConnectionChangeNotifier(ConnectionChangeHandler handler, TimeProvider time, ILogger<ConnectionChangeNotifier> logger)
    {
        _handler = handler;
        _time = time;
        _logger = logger;
        for (var i = 0; i < QueueCount; i++)
        {
            _queues[i] =
                Channel.CreateBounded<(string, ConnectionChange)>(new BoundedChannelOptions(MaxQueuedChanges) { SingleReader = true });
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

    /// <summary>Notifies of the changes that wait, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in _queues)
        {
            queue.Writer.TryComplete();
        }

        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var drains = new Task[QueueCount];
        for (var i = 0; i < QueueCount; i++)
        {
            drains[i] = DrainQueueAsync(_queues[i].Reader, cancellationToken);
        }

        return Task.WhenAll(drains);
    }

    private async Task DrainQueueAsync(ChannelReader<(string DeviceId, ConnectionChange Change)> queue, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await foreach (var (deviceId, change) in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
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
