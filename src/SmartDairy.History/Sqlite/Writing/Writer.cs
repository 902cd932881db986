using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>
/// The one thread that writes. Whoever appends while a commit runs shares the next commit and its task; there is no timer, because the
/// time a commit takes is what gathers the next one.
/// </summary>
internal sealed partial class Writer : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Job> _jobs = new();
    private readonly SqliteHistoryOptions _options;
    private readonly ILogger _logger;
    private readonly WriterState _state;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitJob? _open;
    private TaskCompletionSource? _room;
    private int _pending;
    private bool _closing;
    private bool _failing;

    /// <summary>Opens the store; throws <see cref="HistoryUnavailableException"/> when it cannot be.</summary>
    public Writer(SqliteHistoryOptions options, LedgerBook ledger, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _state = new WriterState(options, ledger);
        try
        {
            _state.Open();
        }
        catch (SqliteFault fault)
        {
            throw Unavailable(fault);
        }

        _thread = new Thread(Loop) { IsBackground = true, Name = "history writer" };
        _thread.Start();
    }

    /// <summary>Rows that wait for a commit, the running one's included.</summary>
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

    /// <summary>The number of a device that some message was written for.</summary>
    public bool TryFindDevice(string deviceId, out int key) => _state.Devices.TryFind(deviceId, out key);

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
        => TryEnqueue(readings.Count, readings, static (job, rows) => job.Add(rows)) ?? WaitAsync(readings.Count, readings, static (job, rows) => job.Add(rows));

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages)
        => TryEnqueue(messages.Count, messages, static (job, rows) => job.Add(rows)) ?? WaitAsync(messages.Count, messages, static (job, rows) => job.Add(rows));

    /// <summary>A small write that shares the next commit with whatever else waits for it.</summary>
    public async Task<T> ShareAsync<T>(Func<Session, T> work)
    {
        var rider = new SharedWrite<T>(work);
        await (TryEnqueue(1, rider, static (job, one) => job.Add(one)) ?? WaitAsync(1, rider, static (job, one) => job.Add(one)));
        return await rider.Done;
    }

    public Task<T> RunAsync<T>(Func<Session, T> action)
    {
        var job = new ActionJob<T>(action);
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<T>(Closed());
            }

            // What was appended before is committed before: a new batch starts behind this job.
            _open = null;
            Enqueue(job);
            _pending += job.Rows;
        }

        return job.Done;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
            _room?.TrySetResult();
            _room = null;
        }

        await _ended.Task;
        _thread.Join();
    }

    private static HistoryUnavailableException Closed() => new("The store is closed.");

    private static HistoryUnavailableException Unavailable(Exception cause)
        => cause as HistoryUnavailableException ?? new HistoryUnavailableException($"The store cannot be written now: {cause.Message}", cause);

    private Task<CommitReceipt>? TryEnqueue<TRows>(int count, TRows rows, Action<CommitJob, TRows> add)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<CommitReceipt>(Closed());
            }

            if (_pending > 0 && _pending + count > _options.MaxPendingRows)
            {
                return null;
            }

            if (_open is null || (_open.Rows > 0 && _open.Rows + count > _options.MaxBatchRows))
            {
                Enqueue(_open = new CommitJob());
            }

            add(_open, rows);
            _pending += count;
            if (_options.MaxDelay > TimeSpan.Zero)
            {
                Monitor.Pulse(_gate);
            }

            return _open.Done;
        }
    }

    private async Task<CommitReceipt> WaitAsync<TRows>(int count, TRows rows, Action<CommitJob, TRows> add)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (TryEnqueue(count, rows, add) is { } done)
            {
                return await done;
            }

            await room;
        }
    }

    private void Enqueue(Job job)
    {
        _jobs.Enqueue(job);
        if (_jobs.Count == 1)
        {
            Monitor.Pulse(_gate);
        }
    }
}
