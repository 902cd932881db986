using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Live;

/// <summary>
/// A farm's link to one silo. It is never silent: each second brings a sign of life, and without one it is linked again. Each time it is, what may
/// have been missed since the last sign of life is reported. It ends when the silo has left and cannot be linked any more.
/// </summary>
internal sealed partial class SiloFeedLink<T>(
    string silo,
    long startedAt,
    Func<string, CancellationToken, IAsyncEnumerable<FeedBatch<T>>> open,
    Action<T[]> deliver,
    Action<long> reportGap,
    ClusterLiveFeedOptions options,
    TimeProvider time,
    ILogger log)
{
    // A commit that was under way when the silo died may land a moment later, and a silo that leaves finishes what it has.
    private static readonly TimeSpan[] FinalGapCheckDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10)];
    private long _watermark = startedAt;
    private volatile bool _isMember = true;
    private volatile bool _ended;

    /// <summary>Whether the cluster counts the silo among the active ones.</summary>
    public bool IsMember
    {
        get => _isMember;
        set => _isMember = value;
    }

    public bool Ended => _ended;

    public void Start(CancellationToken cancellationToken) => _ = Task.Run(() => RunAsync(cancellationToken), CancellationToken.None);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                try
                {
                    await ReadAsync(cancellationToken).ConfigureAwait(false);
                    LogEnded(silo);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    LogBroken(silo, e.Message);
                }

                reportGap(_watermark);
                await Task.Delay(options.ReconnectDelay, time, cancellationToken).ConfigureAwait(false);
            }
            while (IsMember);

            foreach (var pause in FinalGapCheckDelays)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                reportGap(_watermark);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        _ended = true;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pulses = open(silo, attempt.Token).GetAsyncEnumerator(attempt.Token);
        Task<bool>? next = null;
        var joined = false;
        try
        {
            while (true)
            {
                next = pulses.MoveNextAsync().AsTask();
                if (!await next.WaitAsync(options.LinkTimeout, time, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                var pulse = pulses.Current;
                if (!joined || pulse.ItemsDropped)
                {
                    joined = true;
                    reportGap(_watermark);
                }

                if (pulse.Items.Length > 0)
                {
                    deliver(pulse.Items);
                }

                _watermark = pulse.Watermark;
            }
        }
        finally
        {
            // Not waited for: a silo that is gone does not answer, and the next link must not wait for that.
            await attempt.CancelAsync().ConfigureAwait(false);
            _ = DisposeEnumeratorAsync(pulses, next);
        }
    }

    private static async Task DisposeEnumeratorAsync(IAsyncEnumerator<FeedBatch<T>> pulses, Task<bool>? next)
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
