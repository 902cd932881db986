using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Maintenance;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>
/// Commits one batch after another on a connection of its own. Every commit carries the worker's number and how many commits it had made,
/// so that a commit whose answer
/// was lost is found again and cannot be made twice.
/// </summary>
internal sealed partial class CommitWorker(
    CommitQueue<AppendRequest, CommitReceipt> queue,
    PostgresHistoryOptions options,
    NpgsqlDataSource source,
    DeviceKeys devices,
    KnownPartitions partitions,
    MaintenanceWorker maintenance,
    TimeProvider time,
    ILogger logger)
{
    private const int MergesAfterDuplicates = 8;
    private const int MaxImmediateRetries = 5;
    private static readonly TimeSpan InDoubtRetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan[] RetryDelays =
        [.. ((int[])[20, 100, 300, 700, 1_500]).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];
    private readonly EncodedBatch _encoded = new();
    private CommitBatch<AppendRequest, CommitReceipt>? _current;
    private InDoubtCommit? _inDoubt;
    private int _mergesLeft;
    private bool _failing;

    public async Task RunAsync()
    {
        while (true)
        {
            var batch = await queue.TakeAsync(_inDoubt is null ? Timeout.InfiniteTimeSpan : InDoubtRetryDelay);
            if (_inDoubt is not null)
            {
                await ResolveInDoubtAsync(giveUp: batch is null && queue.IsClosing);
            }

            if (batch is not null)
            {
                await CommitWithRetriesAsync(batch);

                // A batch that came into doubt stays unsettled, but another worker may send its rows now.
                batch.MarkSent();
            }
            else if (_inDoubt is null && queue.IsClosing)
            {
                break;
            }
        }

        await DisconnectAsync();
    }

    private async Task CommitWithRetriesAsync(CommitBatch<AppendRequest, CommitReceipt> batch)
    {
        if (_inDoubt is not null)
        {
            batch.Fail(
                new HistoryUnavailableException(
                    "The store cannot be written now: the answer to the last commit was lost and the server has not come back."));
            return;
        }

        _sequence++;
        _current = batch;
        var attempts = new CommitAttempts(_mergesLeft > 0, time.GetTimestamp());
        while (true)
        {
            var connected = IsConnected;
            try
            {
                if (!attempts.IsLoaded)
                {
                    await _encoded.LoadAsync(batch.Works, devices, options.MaxDevicesFromRejected, CancellationToken.None);
                    attempts.IsLoaded = true;
                }

                Succeed(batch, await CommitAsync(attempts.UsesMerge, attempts.IsInDoubt), attempts.UsesMerge);
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

                await FailAsync(batch, error, attempts);
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

        if (attempts.ImmediateRetries < MaxImmediateRetries
            && (PostgresErrors.IsUniqueViolation(error) || PostgresErrors.IsMissingPartition(error) || (wasConnected && !IsConnected)))
        {
            // The cause is known and put right: no pause is needed, and the attempt does not count.
            attempts.ImmediateRetries++;
            attempts.UsesMerge |= PostgresErrors.IsUniqueViolation(error);
            if (PostgresErrors.IsMissingPartition(error))
            {
                partitions.Clear();
            }

            return true;
        }

        // While the server is away batches fail soon; only the first one to find out retries with pauses.
        if (!PostgresErrors.IsTransient(error) || attempts.DelayedRetries >= (_failing ? 0 : RetryDelays.Length))
        {
            return false;
        }

        await Task.Delay(RetryDelays[attempts.DelayedRetries++], time);
        return true;
    }

    private async Task FailAsync(CommitBatch<AppendRequest, CommitReceipt> batch, Exception error, CommitAttempts attempts)
    {
        if (attempts.IsInDoubt)
        {
            _inDoubt = new InDoubtCommit(batch, attempts.UsesMerge, time.GetTimestamp());
            LogInDoubt(logger, error.Message);
        }
        else if (PostgresErrors.IsDataError(error) && batch.Works.Count > 1)
        {
            // Some caller's rows caused it: each call is committed by itself, and no caller fails for another's rows.
            foreach (var alone in batch.Split())
            {
                await CommitWithRetriesAsync(alone);
            }
        }
        else if (PostgresErrors.IsDataError(error))
        {
            batch.Fail(new ArgumentException($"The database refuses these rows: {error.Message}", error));
        }
        else
        {
            if (!_failing)
            {
                _failing = true;
                LogWritesFailing(logger, error);
            }

            batch.Fail(PostgresErrors.ToUnavailable("The store cannot be written now", error));
        }
    }

    private async Task ResolveInDoubtAsync(bool giveUp)
    {
        var (batch, usesMerge, since) = _inDoubt!;
        try
        {
            Succeed(batch, await CommitAsync(usesMerge, inDoubt: true), usesMerge);
        }
        catch (Exception error)
        {
            await ResetAfterErrorAsync(error);
            if (PostgresErrors.IsUniqueViolation(error))
            {
                // The commit was not made, and another writer has stored the same readings since.
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

            batch.Fail(PostgresErrors.ToUnavailable("It is not known whether the last commit was made", error));
        }

        _inDoubt = null;
    }

    private void Succeed(CommitBatch<AppendRequest, CommitReceipt> batch, CommitReceipt receipt, bool merge)
    {
        // Duplicates come in crowds: after one, the next few batches are merged.
        _mergesLeft = receipt.HasDuplicates && merge ? MergesAfterDuplicates : Math.Max(_mergesLeft - 1, 0);
        if (_failing)
        {
            _failing = false;
            LogWritesRecovered(logger);
        }

        maintenance.NotifyRejected(batch.Works.Sum(request => request.Rejected.Count));
        batch.Succeed(receipt);
    }

    [LoggerMessage(EventId = 3120, Level = LogLevel.Error,
        Message = "Writing the history failed; its writers fail, and every further write is tried anew")]
    private static partial void LogWritesFailing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3121, Level = LogLevel.Information, Message = "The history can be written again")]
    private static partial void LogWritesRecovered(ILogger logger);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Warning,
        Message = "The answer to a commit was lost ({Reason}); its writers wait until the server says whether it was made")]
    private static partial void LogInDoubt(ILogger logger, string reason);

    /// <summary>A commit that may have been made.</summary>
    private sealed record InDoubtCommit(CommitBatch<AppendRequest, CommitReceipt> Batch, bool UsesMerge, long Since);

    private sealed class CommitAttempts(bool usesMerge, long startedAt)
    {
        public long StartedAt => startedAt;

        public bool IsLoaded { get; set; }

        public bool UsesMerge { get; set; } = usesMerge;

        public bool IsInDoubt { get; set; }

        public int ImmediateRetries { get; set; }

        public int DelayedRetries { get; set; }
    }
}
