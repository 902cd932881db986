using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>
/// Commits of many actors, one transaction after the other: what comes while one runs shares the next. There is no timer, because the time a commit takes is what
/// gathers the next one.
/// </summary>
internal sealed class AlertCommitQueue : IAsyncDisposable
{
    private const int MaxBatchSize = 500;
    private readonly Channel<PendingCommit> _waiting = Channel.CreateUnbounded<PendingCommit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PostgresExecutor _connections;
    private readonly Task _loop;

    public AlertCommitQueue(PostgresExecutor connections)
    {
        _connections = connections;
        _loop = Task.Run(DrainAsync);
    }

    public Task<bool> CommitAsync(AlertCommit commit)
    {
        var pending = new PendingCommit(commit);
        return _waiting.Writer.TryWrite(pending) ? pending.Completion.Task : Task.FromException<bool>(PostgresErrors.StoreClosed());
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task DrainAsync()
    {
        var batch = new List<PendingCommit>(MaxBatchSize);
        var keys = new HashSet<AlertKey>();
        PendingCommit? left = null;
        while (left is not null || await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            keys.Clear();
            while (batch.Count < MaxBatchSize && (left is not null || _waiting.Reader.TryRead(out left)))
            {
                // The second of one rule and source must find what the first one stored.
                if (!keys.Add(left.Commit.Key))
                {
                    break;
                }

                batch.Add(left);
                left = null;
            }

            await CommitBatchAsync(batch);
        }
    }

    private async Task CommitBatchAsync(IReadOnlyList<PendingCommit> batch)
    {
        try
        {
            var answers = await _connections.WriteAsync(
                connection => Alerts.AlertCommits.ApplyAsync(connection, [.. batch.Select(pending => pending.Commit)]), CancellationToken.None, isIdempotent: true);
            for (var i = 0; i < answers.Length; i++)
            {
                batch[i].Completion.SetResult(answers[i]);
            }
        }
        catch (Exception error) when (batch.Count > 1 && !PostgresErrors.IsTransient(error))
        {
            // One of them cannot be stored, ever: the others can.
            foreach (var pending in batch)
            {
                await CommitBatchAsync([pending]);
            }
        }
        catch (Exception error)
        {
            foreach (var pending in batch)
            {
                pending.Completion.SetException(error);
            }
        }
    }

    private sealed record PendingCommit(AlertCommit Commit)
    {
        public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
