using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Cluster;

/// <summary>
/// Moves device actors to the silo they belong on after silos joined or left, a few at a time, so that a silo that joins gets its share
/// without waiting for deactivations. An actor takes its state along: a move costs the store nothing, and messages that arrive meanwhile
/// are forwarded.
/// </summary>
public sealed partial class DeviceRebalancer(
    ActiveSilos silos, DeviceActivations devices, DeviceRebalancerOptions options, TimeProvider time, ILogger<DeviceRebalancer> log)
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

        var misplaced = devices.FindMisplaced(silos.Local, active);
        if (misplaced.Count > 0)
        {
            LogMoving(misplaced.Count, active.Count);
        }

        for (var i = 0; i < misplaced.Count && silos.Version == version; i++)
        {
            if (i > 0 && i % options.BatchSize == 0)
            {
                await Task.Delay(options.BatchInterval, time, cancellationToken).ConfigureAwait(false);
            }

            // No hint: the placement director selects the same silo.
            misplaced[i].Migrate(null, CancellationToken.None);
        }
    }

    [LoggerMessage(2201, LogLevel.Information, "Moving {Count} device actors to their places among {Silos} silos")]
    private partial void LogMoving(int count, int silos);
}
