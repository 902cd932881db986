using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;
using SmartDairy.History.Timescale.Upkeep;

namespace SmartDairy.History.Timescale.Writing;

/// <summary>
/// Gathers what callers append and hands it to a few lanes, each of which commits on a connection of its own. Whoever appends while the lanes are busy shares the next
/// commit; there is no timer, because the time a commit takes is what gathers the next one.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<CommitJob> _jobs = new();
    private readonly TimescaleHistoryOptions _options;
    private readonly Task[] _lanes;
    private readonly int _worthwhile;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitJob? _open;
    private TaskCompletionSource? _room;
    private int _pending;
    private int _sending;
    private bool _closing;

    public Writer(TimescaleHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, Caretaker upkeep, TimeProvider time, ILogger logger)
    {
        _options = options;
        _worthwhile = Math.Max(1, options.MaxBatchRows / 4);
        var partitions = new Partitions(options.PartitionDays);
        _lanes = [.. Enumerable.Range(0, options.Writers).Select(_ => Task.Run(new Lane(this, options, source, devices, partitions, upkeep, time, logger).RunAsync))];
    }

    /// <summary>Rows that wait for a commit, the running ones included.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _pending;
            }
        }
    }

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => EnqueueAsync(new Call(readings, []));

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages) => EnqueueAsync(new Call([], messages));

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            _room?.TrySetResult();
            _room = null;
            Changed();
        }

        await Task.WhenAll(_lanes);
    }

    /// <summary>
    /// The next transaction's rows, for a lane; null when there was none for that long, or the store is closing and everything is done. While another lane sends its rows a
    /// small job waits to grow: beside one that waits for the disk it goes at once.
    /// </summary>
    public async Task<CommitJob?> TakeAsync(TimeSpan patience)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (TryTake() is { } job)
                {
                    return job;
                }

                if (_closing && _jobs.Count == 0)
                {
                    return null;
                }

                change = _change.Task;
            }

            try
            {
                await change.WaitAsync(patience);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    /// <summary>A lane that took a job has sent all its rows.</summary>
    public void Sent()
    {
        lock (_gate)
        {
            _sending--;
            Changed();
        }
    }

    public bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _closing;
            }
        }
    }

    /// <summary>A job has ended, one way or the other.</summary>
    public void Settled(int rows)
    {
        lock (_gate)
        {
            _pending -= rows;
            _room?.TrySetResult();
            _room = null;
        }
    }

    private CommitJob? TryTake()
    {
        if (!_jobs.TryPeek(out var job) || (_sending > 0 && job == _open && job.Rows < _worthwhile && !_closing))
        {
            return null;
        }

        if (job == _open)
        {
            _open = null;
        }

        _sending++;
        return _jobs.Dequeue();
    }

    private void Changed()
    {
        _change.TrySetResult();
        _change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Task<CommitReceipt> EnqueueAsync(Call call) => TryEnqueue(call) ? call.Task : WaitAsync(call);

    private bool TryEnqueue(Call call)
    {
        lock (_gate)
        {
            if (_closing)
            {
                call.SetException(Faults.Closed());
                return true;
            }

            if (_pending > 0 && _pending + call.Rows > _options.MaxPendingRows)
            {
                return false;
            }

            if (_open is null || (_open.Rows > 0 && _open.Rows + call.Rows > _options.MaxBatchRows))
            {
                _jobs.Enqueue(_open = new CommitJob());
            }

            var before = _open.Rows;
            _open.Add(call);
            _pending += call.Rows;
            if (before == 0 || (before < _worthwhile && _open.Rows >= _worthwhile))
            {
                Changed();
            }

            return true;
        }
    }

    private async Task<CommitReceipt> WaitAsync(Call call)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (TryEnqueue(call))
            {
                return await call.Task;
            }

            await room;
        }
    }
}
