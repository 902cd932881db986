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
    private readonly SemaphoreSlim _ready = new(0);
    private readonly TimescaleHistoryOptions _options;
    private readonly Task[] _lanes;
    private CommitJob? _open;
    private TaskCompletionSource? _room;
    private int _pending;
    private bool _closing;

    public Writer(TimescaleHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, Caretaker upkeep, TimeProvider time, ILogger logger)
    {
        _options = options;
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
        }

        _ready.Release(_lanes.Length);
        await Task.WhenAll(_lanes);
    }

    /// <summary>The next transaction's rows, for a lane; null when there was none for that long, or the store is closing and everything is done.</summary>
    public async Task<CommitJob?> TakeAsync(TimeSpan patience)
    {
        if (!await _ready.WaitAsync(patience))
        {
            return null;
        }

        lock (_gate)
        {
            if (!_jobs.TryDequeue(out var job))
            {
                return null;
            }

            if (job == _open)
            {
                _open = null;
            }

            return job;
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
                _ready.Release();
            }

            _open.Add(call);
            _pending += call.Rows;
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
