using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Ledger;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>
/// The one thread that writes. Whoever appends while a commit runs shares the next commit and its task; there is no timer, because the
/// time a commit takes is what gathers the next one.
/// </summary>
internal sealed partial class HistoryWriter : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<WriteJob> _jobs = new();
    private readonly SqliteHistoryOptions _options;
    private readonly ILogger _logger;
    private readonly WriterState _state;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitBatch? _open;
    private TaskCompletionSource? _roomAvailable;
    private int _pending;
    private bool _closing;
    private bool _failing;

    /// <summary>Opens the store; throws <see cref="HistoryUnavailableException"/> when it cannot be.</summary>
    public HistoryWriter(SqliteHistoryOptions options, MessageLedger ledger, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _state = new WriterState(options, ledger);
        try
        {
            _state.EnsureOpen();
        }
        catch (SqliteResultException fault)
        {
            throw ToUnavailable(fault);
        }

        _thread = new Thread(DrainLoop) { IsBackground = true, Name = "history writer" };
        _thread.Start();
    }

    /// <summary>Rows that wait for a commit, the running one's included.</summary>
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

    /// <summary>The number of a device that some message was written for.</summary>
    public bool TryFindDevice(string deviceId, out int key) => _state.DeviceKeys.TryFind(deviceId, out key);

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
        => TryEnqueue(readings.Count, readings, static (job, rows) => job.Add(rows)) ?? EnqueueWhenRoomAsync(readings.Count, readings, static (job, rows) => job.Add(rows));

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages)
        => TryEnqueue(messages.Count, messages, static (job, rows) => job.Add(rows)) ?? EnqueueWhenRoomAsync(messages.Count, messages, static (job, rows) => job.Add(rows));

    /// <summary>A small write that shares the next commit with whatever else waits for it.</summary>
    public async Task<T> WriteInBatchAsync<T>(Func<SqliteSession, T> work)
    {
        var rider = new BatchedWrite<T>(work);
        await (TryEnqueue(1, rider, static (job, one) => job.Add(one)) ?? EnqueueWhenRoomAsync(1, rider, static (job, one) => job.Add(one)));
        return await rider.Completion;
    }

    public Task<T> WriteInOwnTransactionAsync<T>(Func<SqliteSession, T> action)
    {
        var job = new TransactionJob<T>(action);
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<T>(StoreClosed());
            }

            // What was appended before is committed before: a new batch starts behind this job.
            _open = null;
            Enqueue(job);
            _pending += job.RowCount;
        }

        return job.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
            _roomAvailable?.TrySetResult();
            _roomAvailable = null;
        }

        await _ended.Task;
        _thread.Join();
    }

    private static HistoryUnavailableException StoreClosed() => new("The store is closed.");

    private static HistoryUnavailableException ToUnavailable(Exception cause)
        => cause as HistoryUnavailableException ?? new HistoryUnavailableException($"The store cannot be written now: {cause.Message}", cause);

    private Task<CommitReceipt>? TryEnqueue<TRows>(int count, TRows rows, Action<CommitBatch, TRows> add)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<CommitReceipt>(StoreClosed());
            }

            if (_pending > 0 && _pending + count > _options.MaxPendingRows)
            {
                return null;
            }

            if (_open is null || (_open.RowCount > 0 && _open.RowCount + count > _options.MaxBatchRows))
            {
                Enqueue(_open = new CommitBatch());
            }

            add(_open, rows);
            _pending += count;
            if (_options.MaxDelay > TimeSpan.Zero)
            {
                Monitor.Pulse(_gate);
            }

            return _open.Completion;
        }
    }

    private async Task<CommitReceipt> EnqueueWhenRoomAsync<TRows>(int count, TRows rows, Action<CommitBatch, TRows> add)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                room = (_roomAvailable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (TryEnqueue(count, rows, add) is { } done)
            {
                return await done;
            }

            await room;
        }
    }

    private void Enqueue(WriteJob job)
    {
        _jobs.Enqueue(job);
        if (_jobs.Count == 1)
        {
            Monitor.Pulse(_gate);
        }
    }
}
