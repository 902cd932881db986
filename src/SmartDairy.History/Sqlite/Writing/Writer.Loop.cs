using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Writing;

internal sealed partial class Writer
{
    private void Loop()
    {
        while (Take() is { } job)
        {
            var rows = job.Rows;
            Execute(job);
            lock (_gate)
            {
                _pending -= rows;
                _room?.TrySetResult();
                _room = null;
            }

            Tidy();
        }

        Attempt(_state.Ledger.Fold, _state.Ledger.Folded);
        _state.Dispose();
        _ended.SetResult();
    }

    /// <summary>The next transaction's work; null when the store is closing and everything is done.</summary>
    private Job? Take()
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

    private void WaitForMore(Job first)
    {
        var started = Stopwatch.GetTimestamp();
        while (!_closing && _jobs.Count == 1 && first.Rows < _options.MaxBatchRows)
        {
            var left = _options.MaxDelay - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
            {
                return;
            }
        }
    }

    private void Execute(Job job)
    {
        try
        {
            _state.Open();
            _state.Session.Begin();
            job.Run(_state);
            _state.Session.Commit();
            _state.Devices.Committed();
        }
        catch (Exception cause)
        {
            Undo(cause);
            job.Fail(cause is ArgumentException ? cause : Unavailable(cause));
            return;
        }

        if (_failing)
        {
            _failing = false;
            Recovered(_logger);
        }

        job.Succeed(_state);
    }

    /// <summary>Back to what is on the disk. A connection in doubt is closed: the next job opens another and reads everything again.</summary>
    private void Undo(Exception cause)
    {
        if (cause is not ArgumentException && !_failing)
        {
            _failing = true;
            Failing(_logger, cause);
        }

        try
        {
            _state.Devices.RolledBack();
            if (cause is SqliteFault { LeavesConnectionWhole: false })
            {
                _state.Close();
            }
            else if (_state.IsOpen)
            {
                _state.Session.Rollback();
            }
        }
        catch (SqliteFault)
        {
            _state.Close();
        }
    }

    private void Tidy()
    {
        if (_state.IsOpen && _state.Ledger.WantsFolding)
        {
            Attempt(_state.Ledger.Fold, _state.Ledger.Folded);
        }

        while (_state.IsOpen && _state.RejectedBound.IsExceeded && Attempt(_state.RejectedBound.DropOldest, _state.RejectedBound.Dropped))
        {
            // Small transactions, so that others who write to the file get in between.
        }
    }

    /// <summary>Housekeeping in a transaction of its own; it may fail, and is then due again after the next commit.</summary>
    private bool Attempt(Action<Session> work, Action committed)
    {
        try
        {
            _state.Open();
            _state.Session.Begin();
            work(_state.Session);
            _state.Session.Commit();
            committed();
            return true;
        }
        catch (SqliteFault cause)
        {
            Undo(cause);
            return false;
        }
    }

    [LoggerMessage(EventId = 3010, Level = LogLevel.Error, Message = "The history cannot be written. Writers are told, and every further write is tried anew.")]
    private static partial void Failing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The history can be written again.")]
    private static partial void Recovered(ILogger logger);
}
