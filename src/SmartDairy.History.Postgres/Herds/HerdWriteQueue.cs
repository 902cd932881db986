using System.Threading.Channels;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Herds;

/// <summary>
/// Writes of many actors, one transaction after the other: what comes while one runs shares the next. There is no timer, because the time a commit takes is what
/// gathers the next one.
/// </summary>
internal sealed class HerdWriteQueue : IAsyncDisposable
{
    private const int MaxBatchRows = 5_000;
    private readonly Channel<PendingWrite> _waiting = Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PostgresExecutor _connections;
    private readonly Task _loop;

    public HerdWriteQueue(PostgresExecutor connections)
    {
        _connections = connections;
        _loop = Task.Run(DrainAsync);
    }

    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes)
    {
        var pending = new PendingWrite(writes);
        return _waiting.Writer.TryWrite(pending) ? pending.Completion.Task : Task.FromException<bool>(PostgresErrors.StoreClosed());
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task DrainAsync()
    {
        var batch = new List<PendingWrite>();
        var keys = new HashSet<(int, string, string)>();
        PendingWrite? left = null;
        while (left is not null || await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            keys.Clear();
            while (left is not null || _waiting.Reader.TryRead(out left))
            {
                // The second of one row must find what the first one stored.
                if (batch.Count > 0 && (keys.Count + left.Writes.Count > MaxBatchRows || left.Writes.Any(write => keys.Contains(Herds.HerdWrites.KeyOf(write.Record)))))
                {
                    break;
                }

                keys.UnionWith(left.Writes.Select(write => Herds.HerdWrites.KeyOf(write.Record)));
                batch.Add(left);
                left = null;
            }

            await WriteBatchAsync(batch);
        }
    }

    private async Task WriteBatchAsync(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            var again = false;
            var answers = await _connections.WriteAsync(
                connection =>
                {
                    var second = again;
                    again = true;
                    return Herds.HerdWrites.ApplyAsync(connection, [.. batch.Select(pending => pending.Writes)], second);
                },
                CancellationToken.None,
                isIdempotent: true);
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
                await WriteBatchAsync([pending]);
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

    private sealed record PendingWrite(IReadOnlyList<HerdWrite> Writes)
    {
        public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
