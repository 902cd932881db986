using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Maintenance;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>
/// Gathers what callers append and hands it to a few lanes, each of which commits on a connection of its own. Whoever appends while the lanes are busy shares the next
/// commit; there is no timer, because the time a commit takes is what gathers the next one.
/// </summary>
internal sealed class HistoryWriter : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<CommitBatch> _jobs = new();
    private readonly PostgresHistoryOptions _options;
    private readonly Task[] _workers;
    private readonly int _minRowsWhileSending;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitBatch? _open;
    private TaskCompletionSource? _roomAvailable;
    private int _pending;
    private int _sending;
    private bool _closing;

    public HistoryWriter(PostgresHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, MaintenanceWorker upkeep, TimeProvider time, ILogger logger)
    {
        _options = options;
        _minRowsWhileSending = Math.Max(1, options.MaxBatchRows / 4);
        var partitions = new KnownPartitions(options.PartitionDays);
        _workers = [.. Enumerable.Range(0, options.Writers).Select(_ => Task.Run(new CommitWorker(this, options, source, devices, partitions, upkeep, time, logger).RunAsync))];
    }

    /// <summary>Rows that wait for a commit, the running ones included.</summary>
    public int PendingRows
    {
        get
        {
            lock (_gate)
            {
                return _pending;
            }
        }
    }

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => EnqueueAsync(new AppendRequest(readings, []));

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages) => EnqueueAsync(new AppendRequest([], messages));

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            _roomAvailable?.TrySetResult();
            _roomAvailable = null;
            SignalChanged();
        }

        await Task.WhenAll(_workers);
    }

    /// <summary>
    /// The next transaction's rows, for a lane; null when there was none for that long, or the store is closing and everything is done. While another lane sends its rows a
    /// small job waits to grow: beside one that waits for the disk it goes at once.
    /// </summary>
    public async Task<CommitBatch?> DequeueAsync(TimeSpan timeout)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (TryDequeue() is { } job)
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
                await change.WaitAsync(timeout);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    /// <summary>A lane that took a job has sent all its rows.</summary>
    public void NotifySent()
    {
        lock (_gate)
        {
            _sending--;
            SignalChanged();
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
    public void NotifySettled(int rows)
    {
        lock (_gate)
        {
            _pending -= rows;
            _roomAvailable?.TrySetResult();
            _roomAvailable = null;
        }
    }

    private CommitBatch? TryDequeue()
    {
        if (!_jobs.TryPeek(out var job) || (_sending > 0 && job == _open && job.RowCount < _minRowsWhileSending && !_closing))
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

    private void SignalChanged()
    {
        _change.TrySetResult();
        _change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Task<CommitReceipt> EnqueueAsync(AppendRequest call) => TryEnqueue(call) ? call.Task : EnqueueWhenRoomAsync(call);

    private bool TryEnqueue(AppendRequest call)
    {
        lock (_gate)
        {
            if (_closing)
            {
                call.SetException(PostgresErrors.StoreClosed());
                return true;
            }

            if (_pending > 0 && _pending + call.RowCount > _options.MaxPendingRows)
            {
                return false;
            }

            if (_open is null || (_open.RowCount > 0 && _open.RowCount + call.RowCount > _options.MaxBatchRows))
            {
                _jobs.Enqueue(_open = new CommitBatch());
            }

            var before = _open.RowCount;
            _open.Add(call);
            _pending += call.RowCount;
            if (before == 0 || (before < _minRowsWhileSending && _open.RowCount >= _minRowsWhileSending))
            {
                SignalChanged();
            }

            return true;
        }
    }

    private async Task<CommitReceipt> EnqueueWhenRoomAsync(AppendRequest call)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                room = (_roomAvailable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (TryEnqueue(call))
            {
                return await call.Task;
            }

            await room;
        }
    }
}
