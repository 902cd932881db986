using System.Threading.Channels;
using SmartDairy.History.Herds;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Herds;

/// <summary>
/// Writes of many actors, one transaction after the other: what comes while one runs shares the next. There is no timer, because the time a commit takes is what
/// gathers the next one.
/// </summary>
internal sealed class HerdLane : IAsyncDisposable
{
    private const int MostRows = 5_000;
    private readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Connections _connections;
    private readonly Task _loop;

    public HerdLane(Connections connections)
    {
        _connections = connections;
        _loop = Task.Run(LoopAsync);
    }

    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes)
    {
        var pending = new Pending(writes);
        return _waiting.Writer.TryWrite(pending) ? pending.Done.Task : Task.FromException<bool>(Faults.Closed());
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var batch = new List<Pending>();
        var keys = new HashSet<(int, string, string)>();
        Pending? left = null;
        while (left is not null || await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            keys.Clear();
            while (left is not null || _waiting.Reader.TryRead(out left))
            {
                // The second of one row must find what the first one stored.
                if (batch.Count > 0 && (keys.Count + left.Writes.Count > MostRows || left.Writes.Any(write => keys.Contains(HerdTable.Key(write.Record)))))
                {
                    break;
                }

                keys.UnionWith(left.Writes.Select(write => HerdTable.Key(write.Record)));
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
            var again = false;
            var answers = await _connections.WriteAsync(
                connection =>
                {
                    var second = again;
                    again = true;
                    return HerdBatch.RunAsync(connection, [.. batch.Select(pending => pending.Writes)], second);
                },
                CancellationToken.None,
                mayRepeat: true);
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

    private sealed record Pending(IReadOnlyList<HerdWrite> Writes)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
