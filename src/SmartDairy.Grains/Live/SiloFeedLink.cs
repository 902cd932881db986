using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Live;

/// <summary>
/// A farm's link to one silo. A heartbeat comes each second; without one the link is opened again, and items since the last heartbeat are
/// reported as possibly missed. The link ends when the silo has left the cluster and cannot be reached any more.
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
    // A commit in flight when the silo died may complete a moment later, and a silo that leaves finishes its work.
    private static readonly TimeSpan[] FinalGapCheckDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10)];
    private long _watermark = startedAt;
    private volatile bool _isMember = true;
    private volatile bool _ended;

    /// <summary>True while the silo is an active member of the cluster.</summary>
    public bool IsMember
    {
        get => _isMember;
        set => _isMember = value;
    }

    /// <summary>True when the link is not opened again.</summary>
    public bool Ended => _ended;

    /// <summary>Opens the link and keeps it open until it is cancelled or the silo leaves.</summary>
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
        var batches = open(silo, attempt.Token).GetAsyncEnumerator(attempt.Token);
        Task<bool>? next = null;
        var joined = false;
        try
        {
            while (true)
            {
                next = batches.MoveNextAsync().AsTask();
                if (!await next.WaitAsync(options.LinkTimeout, time, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                var batch = batches.Current;
                if (!joined || batch.ItemsDropped)
                {
                    joined = true;
                    reportGap(_watermark);
                }

                if (batch.Items.Length > 0)
                {
                    deliver(batch.Items);
                }

                _watermark = batch.Watermark;
            }
        }
        finally
        {
            // Not awaited: a silo that is gone does not answer, and the next attempt must not wait for it.
            await attempt.CancelAsync().ConfigureAwait(false);
            _ = DisposeEnumeratorAsync(batches, next);
        }
    }

    private static async Task DisposeEnumeratorAsync(IAsyncEnumerator<FeedBatch<T>> batches, Task<bool>? next)
    {
        try
        {
            if (next is not null)
            {
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await batches.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The silo removes enumerators that nobody reads.
        }
    }

    [LoggerMessage(2101, LogLevel.Information,
        "Live feed link to silo {Silo} broke ({Reason}); opening it again and filling the gap from history")]
    private partial void LogBroken(string silo, string reason);

    [LoggerMessage(2102, LogLevel.Information, "Silo {Silo} ended its live feed link")]
    private partial void LogEnded(string silo);
}
