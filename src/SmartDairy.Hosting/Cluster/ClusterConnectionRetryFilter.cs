using Microsoft.Extensions.Logging;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Makes a node that starts before the first silo wait for it.</summary>
internal sealed partial class ClusterConnectionRetryFilter(TimeProvider time, ILogger<ClusterConnectionRetryFilter> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);
    private int _attempts;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        // One line a minute.
        if (_attempts++ % 30 == 0)
        {
            LogWaiting(exception.Message);
        }

        await Task.Delay(RetryDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(4204, LogLevel.Warning, "No silo answers ({Reason}); retrying every 2 s")]
    private partial void LogWaiting(string reason);
}
