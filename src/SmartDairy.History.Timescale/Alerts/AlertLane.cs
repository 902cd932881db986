using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

/// <summary>
/// Commits of many actors, one transaction after the other: what comes while one runs shares the next. There is no timer, because the time a commit takes is what
/// gathers the next one.
/// </summary>
internal sealed class AlertLane : IAsyncDisposable
{
    private const int MostAtOnce = 500;
    private readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Connections _connections;
    private readonly Task _loop;

    public AlertLane(Connections connections)
    {
        _connections = connections;
        _loop = Task.Run(LoopAsync);
    }

    public Task<bool> CommitAsync(AlertCommit commit)
    {
        var pending = new Pending(commit);
        return _waiting.Writer.TryWrite(pending) ? pending.Done.Task : Task.FromException<bool>(Faults.Closed());
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var batch = new List<Pending>(MostAtOnce);
        var keys = new HashSet<AlertKey>();
        Pending? left = null;
        while (left is not null || await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            keys.Clear();
            while (batch.Count < MostAtOnce && (left is not null || _waiting.Reader.TryRead(out left)))
            {
                // The second of one rule and source must find what the first one stored.
                if (!keys.Add(left.Commit.Key))
                {
                    break;
                }

                batch.Add(left);
                left = null;
            }

            await ExecuteAsync(batch);
        }
    }

    private async Task ExecuteAsync(IReadOnlyList<Pending> batch)
    {
        try
        {
            var answers = await _connections.WriteAsync(
                connection => AlertBatch.RunAsync(connection, [.. batch.Select(pending => pending.Commit)]), CancellationToken.None, mayRepeat: true);
            for (var i = 0; i < answers.Length; i++)
            {
                batch[i].Done.SetResult(answers[i]);
            }
        }
        catch (Exception error) when (batch.Count > 1 && !Faults.IsTransient(error))
        {
            // One of them cannot be stored, ever: the others can.
            foreach (var pending in batch)
            {
                await ExecuteAsync([pending]);
            }
        }
        catch (Exception error)
        {
            foreach (var pending in batch)
            {
                pending.Done.SetException(error);
            }
        }
    }

    private sealed record Pending(AlertCommit Commit)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
