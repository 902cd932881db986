using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Writing;

internal sealed partial class HistoryWriter
{
    private void DrainLoop()
    {
        while (Dequeue() is { } job)
        {
            var rows = job.RowCount;
            Execute(job);
            lock (_gate)
            {
                _pending -= rows;
                _roomAvailable?.TrySetResult();
                _roomAvailable = null;
            }

            RunMaintenance();
        }

        TryMaintenance(_state.Ledger.Compact, _state.Ledger.MarkCompacted);
        _state.Dispose();
        _ended.SetResult();
    }

    /// <summary>The next transaction's work; null when the store is closing and everything is done.</summary>
    private WriteJob? Dequeue()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0)
            {
                if (_closing)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            if (_options.MaxDelay > TimeSpan.Zero && _jobs.Count == 1 && _jobs.Peek() == _open)
            {
                WaitForMore(_open);
            }

            var job = _jobs.Dequeue();
            if (job == _open)
            {
                _open = null;
            }

            return job;
        }
    }

    private void WaitForMore(WriteJob first)
    {
        var started = Stopwatch.GetTimestamp();
        while (!_closing && _jobs.Count == 1 && first.RowCount < _options.MaxBatchRows)
        {
            var left = _options.MaxDelay - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
            {
                return;
            }
        }
    }

    private void Execute(WriteJob job)
    {
        try
        {
            _state.EnsureOpen();
            _state.Session.Begin();
            job.Execute(_state);
            _state.Session.Commit();
            _state.DeviceKeys.OnCommitted();
        }
        catch (Exception cause)
        {
            Rollback(cause);
            job.Fail(cause is ArgumentException ? cause : ToUnavailable(cause));
            return;
        }

        if (_failing)
        {
            _failing = false;
            LogWritesRecovered(_logger);
        }

        job.Succeed(_state);
    }

    /// <summary>Back to what is on the disk. A connection in doubt is closed: the next job opens another and reads everything again.</summary>
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

        while (_state.IsOpen && _state.RejectedRetention.IsExceeded && TryMaintenance(_state.RejectedRetention.DeleteOldest, _state.RejectedRetention.OnDeleted))
        {
            // Small transactions, so that others who write to the file get in between.
        }
    }

    /// <summary>Housekeeping in a transaction of its own; it may fail, and is then due again after the next commit.</summary>
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

    [LoggerMessage(EventId = 3010, Level = LogLevel.Error, Message = "The history cannot be written. Writers are told, and every further write is tried anew.")]
    private static partial void LogWritesFailing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The history can be written again.")]
    private static partial void LogWritesRecovered(ILogger logger);
}
