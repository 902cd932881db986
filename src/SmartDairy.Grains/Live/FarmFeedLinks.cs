using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Live;

/// <summary>The links of one farm to every silo, for as long as the farm has subscribers in this process.</summary>
internal abstract class FarmFeedLinks<T>(
    SiloDirectory siloDirectory, ClusterLiveFeedOptions options, TimeProvider time, ILogger log)
    : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, SiloFeedLink<T>> _links = new(StringComparer.Ordinal);

    /// <summary>When the first subscriber joined, Unix milliseconds.</summary>
    protected long StartedAt { get; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    protected ClusterLiveFeedOptions Options { get; } = options;

    protected TimeProvider Time { get; } = time;

    protected ILogger Log { get; } = log;

    /// <summary>Opens the links and keeps them open.</summary>
    public void Start()
    {
        var stop = _stop.Token;

        // The trace of the first subscriber must not become the parent of all later activity.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(stop), CancellationToken.None);
        }
    }

    /// <summary>Closes the links.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Opens a link to a silo. Everything that happens there after the first batch is in the batches that follow.</summary>
    protected abstract IAsyncEnumerable<FeedBatch<T>> OpenAsync(string silo, CancellationToken cancellationToken);

    /// <summary>Hands items to the subscribers.</summary>
    protected abstract void Deliver(T[] items);

    /// <summary>Reports that items since a time, Unix milliseconds, may have been missed.</summary>
    protected abstract void ReportGap(long since);

    /// <summary>Work beside the links, until it is cancelled.</summary>
    protected virtual Task RunBackgroundAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var background = RunBackgroundAsync(cancellationToken);
        var listedBefore = StartedAt;
        try
        {
            while (true)
            {
                var (silos, listedAt) = await siloDirectory.SilosAsync().ConfigureAwait(false);
                foreach (var silo in silos)
                {
                    if (!_links.ContainsKey(silo))
                    {
                        // The silo was missing in the previous list, so nothing of it was missed before that.
                        var link = new SiloFeedLink<T>(silo, listedBefore, OpenAsync, Deliver, ReportGap, Options, Time, Log);
                        _links.Add(silo, link);
                        link.Start(cancellationToken);
                    }
                }

                listedBefore = Math.Max(listedBefore, listedAt);

                foreach (var (silo, link) in _links.ToArray())
                {
                    link.IsMember = silos.Contains(silo);
                    if (link.Ended)
                    {
                        _links.Remove(silo);
                    }
                }

                await Task.Delay(Options.SiloPollInterval, Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        await background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
