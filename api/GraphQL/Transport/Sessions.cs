using Microsoft.Extensions.Options;
using SmartDairy.Api.GraphQL.Execution;
using SmartDairy.Api.Security;

namespace SmartDairy.Api.GraphQL.Transport;

/// <summary>The open sockets and event streams of this node: their bound, and the end of those whose credential ended.</summary>
public sealed partial class Sessions(
    Credentials credentials, TimeProvider time, StreamMetrics metrics, IOptions<GraphQLApiOptions> options, ILogger<Sessions> log)
{
    private readonly TimeSpan _check = options.Value.CredentialCheck;
    private readonly int _most = options.Value.MaxSessions;
    private int _open;

    /// <summary>Takes a place; null when all are taken. Dispose gives it back.</summary>
    public IDisposable? TryOpen()
    {
        if (Interlocked.Increment(ref _open) > _most)
        {
            Interlocked.Decrement(ref _open);
            return null;
        }
        metrics.Session(1);
        return new Place(this);
    }

    /// <summary>Completes when the credential no longer resolves. A source that fails twice running counts as a no.</summary>
    /// <exception cref="OperationCanceledException">The session ended first.</exception>
    public async Task UntilRevokedAsync(string credential, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(_check, time);
        var failures = 0;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (await credentials.FindAsync(credential, cancel) is null) return;
                failures = 0;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                LogCheckFailed(e);
                if (++failures == 2) return;
            }
        }
    }

    private void Close()
    {
        Interlocked.Decrement(ref _open);
        metrics.Session(-1);
    }

    [LoggerMessage(4011, LogLevel.Warning, "The credential of an open GraphQL session could not be checked")]
    private partial void LogCheckFailed(Exception exception);

    private sealed class Place(Sessions sessions) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0) sessions.Close();
        }
    }
}
