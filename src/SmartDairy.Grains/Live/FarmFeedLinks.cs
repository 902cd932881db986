using Microsoft.Extensions.Logging;

namespace SmartDairy.Grains.Live;

/// <summary>One farm's links to every silo, for as long as somebody in this process watches the farm.</summary>
internal abstract class FarmFeedLinks<T>(SiloDirectory siloDirectory, ClusterLiveFeedOptions options, TimeProvider time, ILogger log) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, SiloFeedLink<T>> _links = new(StringComparer.Ordinal);

    /// <summary>When the first watcher came, Unix milliseconds.</summary>
    protected long StartedAt { get; } = time.GetUtcNow().ToUnixTimeMilliseconds();

    protected ClusterLiveFeedOptions Options { get; } = options;

    protected TimeProvider Time { get; } = time;

    protected ILogger Log { get; } = log;

    public void Start()
    {
        var stop = _stop.Token;

        // Whoever watches first must not be the parent of all that happens here.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => RunAsync(stop), CancellationToken.None);
        }
    }

    /// <summary>Ends the links; the silos hear of it.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>What happens on a silo from the moment the first pulse came, by link to it.</summary>
    protected abstract IAsyncEnumerable<FeedBatch<T>> OpenAsync(string silo, CancellationToken cancellationToken);

    /// <summary>Hands items to the watchers.</summary>
    protected abstract void Deliver(T[] items);

    /// <summary>Something may have been missed since then, Unix milliseconds.</summary>
    protected abstract void ReportGap(long since);

    /// <summary>Runs beside the links until it is cancelled.</summary>
    protected virtual Task RunBackgroundAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var attending = RunBackgroundAsync(cancellationToken);
        var heardBefore = StartedAt;
        try
        {
            while (true)
            {
                var (silos, heard) = await siloDirectory.SilosAsync().ConfigureAwait(false);
                foreach (var silo in silos)
                {
                    if (!_links.ContainsKey(silo))
                    {
                        // It was not there when the roll was heard before.
                        var link = new SiloFeedLink<T>(silo, heardBefore, OpenAsync, Deliver, ReportGap, Options, Time, Log);
                        _links.Add(silo, link);
                        link.Start(cancellationToken);
                    }
                }

                heardBefore = Math.Max(heardBefore, heard);

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

        await attending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
