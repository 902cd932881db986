using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>The one thread that writes. Calls that arrive while a commit runs share the next one.</summary>
internal sealed partial class HistoryWriter : IAsyncDisposable
{
    private readonly CommitQueue<AppendRequest, CommitReceipt> _queue;
    private readonly ILogger _logger;
    private readonly WriterState _state;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _failing;

    /// <summary>Opens the store; throws <see cref="HistoryUnavailableException"/> when it cannot be opened.</summary>
    public HistoryWriter(SqliteHistoryOptions options, MessageLedger ledger, ILogger logger)
    {
        var bounds = new CommitQueueOptions
        { MaxBatchRows = options.MaxBatchRows, MaxPendingRows = options.MaxPendingRows, MaxDelay = options.MaxDelay };
        _queue =
            new CommitQueue<AppendRequest, CommitReceipt>(bounds, request => request is SmallWrite ? new CommitSize(1, 0) : request.Size);
        _logger = logger;
        _state = new WriterState(options, ledger);
        try
        {
            _state.EnsureOpen();
        }
        catch (SqliteResultException error)
        {
            throw ToUnavailable(error);
        }

        _thread = new Thread(DrainLoop) { IsBackground = true, Name = "history writer" };
        _thread.Start();
    }

    /// <summary>Rows that wait for a commit, the running one's included.</summary>
    public int PendingRows => _queue.PendingRows;

    /// <summary>The number of a device that some message was written for.</summary>
    public bool TryFindDevice(string deviceId, out int key) => _state.DeviceKeys.TryFind(deviceId, out key);

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => _queue.AddAsync(new AppendRequest(readings, []));

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages) => _queue.AddAsync(new AppendRequest([], messages));

    /// <summary>A small write that shares the next commit with whatever else waits for it.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        var write = new SmallWrite<T>(work);
        await _queue.AddAsync(write);
        return write.Result;
    }

    /// <summary>Commits what was appended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
        _thread.Join();
    }

    private static HistoryUnavailableException ToUnavailable(Exception cause)
        => cause as HistoryUnavailableException
        ?? new HistoryUnavailableException($"The store cannot be written now: {cause.Message}", cause);

    private void DrainLoop()
    {
        while (_queue.Take() is { } batch)
        {
            Commit(batch);
            RunMaintenance();
        }

        TryMaintenance(_state.Ledger.Compact, _state.Ledger.MarkCompacted);
        _state.Dispose();
        _ended.SetResult();
    }

    private void Commit(CommitBatch<AppendRequest, CommitReceipt> batch)
    {
        var transaction = new BatchTransaction(_state);
        try
        {
            _state.EnsureOpen();
            _state.Session.Begin();
            transaction.Execute(batch.Works);
            _state.Session.Commit();
        }
        catch (Exception cause)
        {
            Rollback(cause);
            batch.Fail(cause is ArgumentException ? cause : ToUnavailable(cause));
            return;
        }

        if (_failing)
        {
            _failing = false;
            LogWritesRecovered(_logger);
        }

        batch.Succeed(transaction.OnCommitted());
    }

    /// <summary>
    /// Goes back to what is on the disk. A connection in doubt is closed: the next batch opens another and reads everything again.
    /// </summary>
    private void Rollback(Exception cause)
    {
        if (cause is not ArgumentException && !_failing)
        {
            _failing = true;
            LogWritesFailing(_logger, cause);
        }

        try
        {
            _state.DeviceKeys.OnRolledBack();
            if (cause is SqliteResultException { KeepsConnectionUsable: false })
            {
                _state.Close();
            }
            else if (_state.IsOpen)
            {
                _state.Session.Rollback();
            }
        }
        catch (SqliteResultException)
        {
            _state.Close();
        }
    }

    private void RunMaintenance()
    {
        if (_state.IsOpen && _state.Ledger.NeedsCompaction)
        {
            TryMaintenance(_state.Ledger.Compact, _state.Ledger.MarkCompacted);
        }

        while (_state.IsOpen && _state.RejectedRetention.IsExceeded
            && TryMaintenance(_state.RejectedRetention.DeleteOldest, _state.RejectedRetention.OnDeleted))
        {
            // Transactions are small, so that other processes that write to the file get in between.
        }
    }

    /// <summary>Maintenance has a transaction of its own; when it fails, it is due again after the next commit.</summary>
    private bool TryMaintenance(Action<SqliteSession> work, Action committed)
    {
        try
        {
            _state.EnsureOpen();
            _state.Session.Begin();
            work(_state.Session);
            _state.Session.Commit();
            committed();
            return true;
        }
        catch (SqliteResultException cause)
        {
            Rollback(cause);
            return false;
        }
    }

    [LoggerMessage(EventId = 3010, Level = LogLevel.Error,
        Message = "Writing the history failed; its writers fail, and every further write is tried anew")]
    private static partial void LogWritesFailing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The history can be written again")]
    private static partial void LogWritesRecovered(ILogger logger);
}
