using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Cluster;

/// <summary>
/// Moves device actors to where they belong after silos came or went, a few at a time: a silo that joins gets its share without waiting for devices to
/// fall asleep. An actor takes what it knows along, so a move costs the store nothing, and messages that come meanwhile follow it.
/// </summary>
public sealed partial class DeviceRebalancer(ActiveSilos silos, DeviceActivations devices, DeviceRebalancerOptions options, TimeProvider time, ILogger<DeviceRebalancer> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DeviceRebalancer),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _running = Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stop.CancelAsync();
            await _running;
        });

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = silos.Version;
            var due = options.CheckInterval;
            var since = time.GetTimestamp();
            while (true)
            {
                await Task.Delay(options.BatchInterval, time, cancellationToken).ConfigureAwait(false);
                if (silos.Version != version)
                {
                    (version, due, since) = (silos.Version, options.StableTime, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(since) >= due)
                {
                    await RebalanceAsync(version, cancellationToken).ConfigureAwait(false);
                    (due, since) = (options.CheckInterval, time.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task RebalanceAsync(MembershipVersion version, CancellationToken cancellationToken)
    {
        var active = silos.GetAddresses();
        if (active.Count == 0)
        {
            return;
        }

        var strangers = devices.FindMisplaced(silos.Local, active);
        if (strangers.Count > 0)
        {
            LogMoving(strangers.Count, active.Count);
        }

        for (var i = 0; i < strangers.Count && silos.Version == version; i++)
        {
            if (i > 0 && i % options.BatchSize == 0)
            {
                await Task.Delay(options.BatchInterval, time, cancellationToken).ConfigureAwait(false);
            }

            // No hint where to: its placement asks the same rule.
            strangers[i].Migrate(null, CancellationToken.None);
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "Moving {Count} device actors to where they belong among {Silos} silos")]
    private partial void LogMoving(int count, int silos);
}
