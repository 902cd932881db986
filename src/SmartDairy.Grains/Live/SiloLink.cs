using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Live;

/// <summary>
/// A farm's link to one silo. It is never silent: each second brings a sign of life, and without one it is linked again. Each time it is, what may
/// have been missed since the last sign of life is reported. It ends when the silo has left and cannot be linked any more.
/// </summary>
internal sealed partial class SiloLink<T>(
    string silo,
    long began,
    Func<string, CancellationToken, IAsyncEnumerable<Pulse<T>>> open,
    Action<T[]> deliver,
    Action<long> missed,
    ClusterFeedOptions options,
    TimeProvider time,
    ILogger log)
{
    // A commit that was under way when the silo died may land a moment later, and a silo that leaves finishes what it has.
    private static readonly TimeSpan[] Afterwards = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10)];
    private long _proven = began;
    private volatile bool _listed = true;
    private volatile bool _ended;

    /// <summary>Whether the cluster counts the silo among the active ones.</summary>
    public bool Listed
    {
        get => _listed;
        set => _listed = value;
    }

    public bool Ended => _ended;

    public void Start(CancellationToken cancellation) => _ = Task.Run(() => RunAsync(cancellation), CancellationToken.None);

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            do
            {
                try
                {
                    await FollowAsync(stop).ConfigureAwait(false);
                    LogEnded(silo);
                }
                catch (Exception e) when (!stop.IsCancellationRequested)
                {
                    LogBroken(silo, e.Message);
                }

                missed(_proven);
                await Task.Delay(options.Pause, time, stop).ConfigureAwait(false);
            }
            while (Listed);

            foreach (var pause in Afterwards)
            {
                await Task.Delay(pause, time, stop).ConfigureAwait(false);
                missed(_proven);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        _ended = true;
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pulses = open(silo, attempt.Token).GetAsyncEnumerator(attempt.Token);
        Task<bool>? next = null;
        var joined = false;
        try
        {
            while (true)
            {
                next = pulses.MoveNextAsync().AsTask();
                if (!await next.WaitAsync(options.Silence, time, stop).ConfigureAwait(false))
                {
                    return;
                }

                var pulse = pulses.Current;
                if (!joined || pulse.Lost)
                {
                    joined = true;
                    missed(_proven);
                }

                if (pulse.Items.Length > 0)
                {
                    deliver(pulse.Items);
                }

                _proven = pulse.At;
            }
        }
        finally
        {
            // Not waited for: a silo that is gone does not answer, and the next link must not wait for that.
            await attempt.CancelAsync().ConfigureAwait(false);
            _ = LeaveAsync(pulses, next);
        }
    }

    private static async Task LeaveAsync(IAsyncEnumerator<Pulse<T>> pulses, Task<bool>? next)
    {
        try
        {
            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await pulses.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The silo collects what nobody reads.
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "The link to silo {Silo} broke ({Reason}); linking again and filling the gap from history")]
    private partial void LogBroken(string silo, string reason);

    [LoggerMessage(2102, LogLevel.Information, "Silo {Silo} ended its link")]
    private partial void LogEnded(string silo);
}
