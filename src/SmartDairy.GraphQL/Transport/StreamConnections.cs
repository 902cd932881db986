using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Execution;

namespace SmartDairy.GraphQL.Transport;

/// <summary>The open sockets and event streams of this node: their bound, and the end of those whose credential ended.</summary>
public sealed partial class StreamConnections(
    ICredentialValidator credentials, TimeProvider time, StreamMetrics metrics, IOptions<GraphQLApiOptions> options,
    ILogger<StreamConnections> log)
{
    private readonly TimeSpan _checkInterval = options.Value.CredentialCheck;
    private readonly int _maxOpen = options.Value.MaxSessions;
    private int _open;

    /// <summary>Takes a place; null when all are taken. Dispose gives it back.</summary>
    public IDisposable? TryAcquireSlot()
    {
        if (Interlocked.Increment(ref _open) > _maxOpen)
        {
            Interlocked.Decrement(ref _open);
            return null;
        }
        metrics.ChangeOpenConnections(1);
        return new Slot(this);
    }

    /// <summary>Completes when the credential no longer resolves. A source that fails twice running counts as a no.</summary>
    /// <exception cref="OperationCanceledException">The session ended first.</exception>
    public async Task WaitUntilRevokedAsync(string credential, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_checkInterval, time);
        var failures = 0;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                if (await credentials.FindAsync(credential, cancellationToken) is null)
                {
                    return;
                }

                failures = 0;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogCheckFailed(e);
                if (++failures == 2)
                {
                    return;
                }
            }
        }
    }

    private void ReleaseSlot()
    {
        Interlocked.Decrement(ref _open);
        metrics.ChangeOpenConnections(-1);
    }

    [LoggerMessage(4011, LogLevel.Warning, "The credential of an open GraphQL session could not be checked")]
    private partial void LogCheckFailed(Exception exception);

    private sealed class Slot(StreamConnections sessions) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0)
            {
                sessions.ReleaseSlot();
            }
        }
    }
}
