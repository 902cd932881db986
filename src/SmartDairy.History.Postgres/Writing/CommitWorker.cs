using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Maintenance;
using SmartDairy.History.Postgres.Readings;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>
/// Commits one job after another on a connection of its own. Every commit carries the lane's number and how many it had made, so that one whose answer was lost is
/// found again, and cannot be made twice.
/// </summary>
internal sealed partial class CommitWorker(
    HistoryWriter writer, PostgresHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, KnownPartitions partitions, MaintenanceWorker upkeep, TimeProvider time, ILogger logger)
{
    private const int MergesAfterDuplicates = 8;
    private const int MaxImmediateRetries = 5;
    private static readonly TimeSpan InDoubtRetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan[] RetryDelays = [.. ((int[])[20, 100, 300, 700, 1_500]).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];
    private readonly EncodedBatch _batch = new();
    private InDoubtCommit? _inDoubt;
    private int _mergesLeft;
    private bool _failing;
    private bool _isSending;

    public async Task RunAsync()
    {
        while (true)
        {
            var job = await writer.DequeueAsync(_inDoubt is null ? Timeout.InfiniteTimeSpan : InDoubtRetryDelay);
            if (_inDoubt is not null)
            {
                await ResolveInDoubtAsync(giveUp: job is null && writer.IsClosing);
            }

            if (job is not null)
            {
                var before = _inDoubt;
                _isSending = true;
                await CommitWithRetriesAsync(job);
                NotifySent();

                // What came into doubt, the job or one call of it, is settled when that is resolved.
                writer.NotifySettled(job.RowCount - (_inDoubt is { } doubt && doubt != before ? doubt.Job.RowCount : 0));
            }
            else if (_inDoubt is null && writer.IsClosing)
            {
                break;
            }
        }

        await DisconnectAsync();
    }

    private async Task CommitWithRetriesAsync(CommitBatch job)
    {
        if (_inDoubt is not null)
        {
            job.Fail(new HistoryUnavailableException("The store cannot be written now: the answer to the last commit was lost and the server has not come back."));
            return;
        }

        _sequence++;
        var attempts = new CommitAttempts(_mergesLeft > 0, time.GetTimestamp());
        while (true)
        {
            var connected = IsConnected;
            try
            {
                if (!attempts.IsLoaded)
                {
                    await _batch.LoadAsync(job, devices, options.MaxDevicesFromRejected, CancellationToken.None);
                    attempts.IsLoaded = true;
                }

                Succeed(job, await CommitAsync(attempts.UsesMerge, attempts.IsInDoubt), attempts.UsesMerge);
                return;
            }
            catch (Exception error)
            {
                attempts.IsInDoubt |= IsAmbiguous(error);
                await ResetAfterErrorAsync(error);
                if (await ShouldRetryAsync(error, attempts, connected))
                {
                    continue;
                }

                await FailAsync(job, error, attempts);
                return;
            }
        }
    }

    private async Task<bool> ShouldRetryAsync(Exception error, CommitAttempts attempts, bool wasConnected)
    {
        if (time.GetElapsedTime(attempts.StartedAt) > options.CommandTimeout)
        {
            return false;
        }

        if (attempts.ImmediateRetries < MaxImmediateRetries && (PostgresErrors.IsUniqueViolation(error) || PostgresErrors.IsMissingPartition(error) || (wasConnected && !IsConnected)))
        {
            // What went wrong is known and put right: no pause, and not one of the tries.
            attempts.ImmediateRetries++;
            attempts.UsesMerge |= PostgresErrors.IsUniqueViolation(error);
            if (PostgresErrors.IsMissingPartition(error))
            {
                partitions.Clear();
            }

            return true;
        }

        // While the server is away everyone is told soon; the first to find out tries longest.
        if (!PostgresErrors.IsTransient(error) || attempts.DelayedRetries >= (_failing ? 0 : RetryDelays.Length))
        {
            return false;
        }

        await Task.Delay(RetryDelays[attempts.DelayedRetries++], time);
        return true;
    }

    private async Task FailAsync(CommitBatch job, Exception error, CommitAttempts attempts)
    {
        if (attempts.IsInDoubt)
        {
            _inDoubt = new InDoubtCommit(job, attempts.UsesMerge, time.GetTimestamp());
            LogInDoubt(logger, error.Message);
        }
        else if (PostgresErrors.IsDataError(error) && job.Requests.Count > 1)
        {
            // Only one caller's rows can have caused it: each by itself, and nobody fails for another's.
            foreach (var call in job.Requests)
            {
                var alone = new CommitBatch();
                alone.Add(call);
                await CommitWithRetriesAsync(alone);
            }
        }
        else if (PostgresErrors.IsDataError(error))
        {
            job.Fail(new ArgumentException($"The database refuses these rows: {error.Message}", error));
        }
        else
        {
            if (!_failing)
            {
                _failing = true;
                LogWritesFailing(logger, error);
            }

            job.Fail(PostgresErrors.ToUnavailable("The store cannot be written now", error));
        }
    }

    private async Task ResolveInDoubtAsync(bool giveUp)
    {
        var (job, careful, since) = _inDoubt!;
        try
        {
            Succeed(job, await CommitAsync(careful, inDoubt: true), careful);
        }
        catch (Exception error)
        {
            await ResetAfterErrorAsync(error);
            if (PostgresErrors.IsUniqueViolation(error))
            {
                // It was not made, and another writer brought the same readings since.
                _inDoubt = _inDoubt! with { UsesMerge = true };
            }
            else if (PostgresErrors.IsMissingPartition(error))
            {
                partitions.Clear();
            }

            if (!giveUp && time.GetElapsedTime(since) < options.InDoubtCommitTimeout)
            {
                return;
            }

            job.Fail(PostgresErrors.ToUnavailable("It is not known whether the last commit was made", error));
        }

        _inDoubt = null;
        writer.NotifySettled(job.RowCount);
    }

    /// <summary>From here on another lane may send its rows: a job does so once, whatever becomes of it.</summary>
    private void NotifySent()
    {
        if (_isSending)
        {
            _isSending = false;
            writer.NotifySent();
        }
    }

    private void Succeed(CommitBatch job, CommitReceipt receipt, bool merge)
    {
        // Duplicates come in crowds: after one, the way that finds them is taken for a while.
        _mergesLeft = receipt.HasDuplicates && merge ? MergesAfterDuplicates : Math.Max(_mergesLeft - 1, 0);
        if (_failing)
        {
            _failing = false;
            LogWritesRecovered(logger);
        }

        upkeep.NotifyRejected(job.Requests.Sum(call => call.Rejected.Count));
        job.Succeed(receipt);
    }

    [LoggerMessage(EventId = 3120, Level = LogLevel.Error, Message = "The history cannot be written. Writers are told, and every further write is tried anew.")]
    private static partial void LogWritesFailing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3121, Level = LogLevel.Information, Message = "The history can be written again.")]
    private static partial void LogWritesRecovered(ILogger logger);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Warning, Message = "The answer to a commit was lost; its writers wait until the server says whether it was made: {Why}")]
    private static partial void LogInDoubt(ILogger logger, string why);

    /// <summary>A commit that may have been made.</summary>
    private sealed record InDoubtCommit(CommitBatch Job, bool UsesMerge, long Since);

    private sealed class CommitAttempts(bool careful, long since)
    {
        public long StartedAt => since;

        public bool IsLoaded { get; set; }

        public bool UsesMerge { get; set; } = careful;

        public bool IsInDoubt { get; set; }

        public int ImmediateRetries { get; set; }

        public int DelayedRetries { get; set; }
    }
}
