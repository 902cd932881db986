using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;

namespace SmartDairy.Hosting.Broker;

/// <summary>
/// Tells device actors of their connections, each device's in order, without making a connection wait for its actor.
/// </summary>
internal sealed class ConnectionEvents : BackgroundService
{
    private const int Lanes = 8;
    private const int MostWaiting = 65_536;
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<(string DeviceId, ConnectionChange Change)>[] _lanes = new Channel<(string, ConnectionChange)>[Lanes];
    private readonly ConnectionReporter _reporter;
    private readonly TimeProvider _time;
    private readonly ILogger<ConnectionEvents> _logger;

    public ConnectionEvents(ConnectionReporter reporter, TimeProvider time, ILogger<ConnectionEvents> logger)
    {
        _reporter = reporter;
        _time = time;
        _logger = logger;
        for (var i = 0; i < Lanes; i++)
        {
            _lanes[i] = Channel.CreateBounded<(string, ConnectionChange)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        }
    }

    public void Report(string deviceId, ConnectionChangeKind kind, long connectionId)
    {
        var change = new ConnectionChange(kind, _time.GetUtcNow().ToUnixTimeMilliseconds(), connectionId);
        if (!_lanes[Shards.Hash(deviceId) % Lanes].Writer.TryWrite((deviceId, change)))
        {
            _logger.ConnectionEventDropped(deviceId, kind);
        }
    }

    /// <summary>Tells what is waiting, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes)
        {
            lane.Writer.TryComplete();
        }

        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lanes = new Task[Lanes];
        for (var i = 0; i < Lanes; i++)
        {
            lanes[i] = RunAsync(_lanes[i].Reader, stoppingToken);
        }

        return Task.WhenAll(lanes);
    }

    private async Task RunAsync(ChannelReader<(string DeviceId, ConnectionChange Change)> lane, CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var (deviceId, change) in lane.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            await TellAsync(deviceId, change, stopping).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(string deviceId, ConnectionChange change, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _reporter(deviceId, change).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    _logger.ConnectionEventFailed(error, deviceId, change.Kind);
                    return;
                }

                await Task.Delay(Pause, _time, stopping).ConfigureAwait(false);
            }
        }
    }
}
