using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;
using SmartDairy.History.Timescale.Upkeep;

namespace SmartDairy.History.Timescale.Writing;

/// <summary>
/// Commits one job after another on a connection of its own. Every commit carries the lane's number and how many it had made, so that one whose answer was lost is
/// found again, and cannot be made twice.
/// </summary>
internal sealed partial class Lane(
    Writer writer, TimescaleHistoryOptions options, NpgsqlDataSource source, DeviceKeys devices, Partitions partitions, Caretaker upkeep, TimeProvider time, ILogger logger)
{
    private const int CarefulAfterDuplicates = 8;
    private const int MaxRepairs = 5;
    private static readonly TimeSpan DoubtPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan[] Pauses = [.. ((int[])[20, 100, 300, 700, 1_500]).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];
    private readonly Batch _batch = new();
    private Doubt? _doubt;
    private int _careful;
    private bool _failing;
    private bool _isSending;

    public async Task RunAsync()
    {
        while (true)
        {
            var job = await writer.TakeAsync(_doubt is null ? Timeout.InfiniteTimeSpan : DoubtPause);
            if (_doubt is not null)
            {
                await ResolveAsync(giveUp: job is null && writer.IsClosing);
            }

            if (job is not null)
            {
                var before = _doubt;
                _isSending = true;
                await ExecuteAsync(job);
                Sent();

                // What came into doubt, the job or one call of it, is settled when that is resolved.
                writer.Settled(job.Rows - (_doubt is { } doubt && doubt != before ? doubt.Job.Rows : 0));
            }
            else if (_doubt is null && writer.IsClosing)
            {
                break;
            }
        }

        await DisconnectAsync();
    }

    private async Task ExecuteAsync(CommitJob job)
    {
        if (_doubt is not null)
        {
            job.Fail(new HistoryUnavailableException("The store cannot be written now: the answer to the last commit was lost and the server has not come back."));
            return;
        }

        _sequence++;
        var attempts = new Attempts(_careful > 0, time.GetTimestamp());
        while (true)
        {
            var connected = IsConnected;
            try
            {
                if (!attempts.IsLoaded)
                {
                    await _batch.LoadAsync(job, devices, options.MaxDevicesLearntFromRejected, CancellationToken.None);
                    attempts.IsLoaded = true;
                }

                Succeed(job, await CommitAsync(attempts.IsCareful, attempts.IsInDoubt), attempts.IsCareful);
                return;
            }
            catch (Exception error)
            {
                attempts.IsInDoubt |= IsAmbiguous(error);
                await AfterAsync(error);
                if (await MayRetryAsync(error, attempts, connected))
                {
                    continue;
                }

                await FailAsync(job, error, attempts);
                return;
            }
        }
    }

    private async Task<bool> MayRetryAsync(Exception error, Attempts attempts, bool wasConnected)
    {
        if (time.GetElapsedTime(attempts.Since) > options.CommandTimeout)
        {
            return false;
        }

        if (attempts.Repairs < MaxRepairs && (Faults.IsDuplicate(error) || Faults.IsOfPartition(error) || (wasConnected && !IsConnected)))
        {
            // What went wrong is known and put right: no pause, and not one of the tries.
            attempts.Repairs++;
            attempts.IsCareful |= Faults.IsDuplicate(error);
            if (Faults.IsOfPartition(error))
            {
                partitions.Forget();
            }

            return true;
        }

        // While the server is away everyone is told soon; the first to find out tries longest.
        if (!Faults.IsTransient(error) || attempts.Tries >= (_failing ? 0 : Pauses.Length))
        {
            return false;
        }

        await Task.Delay(Pauses[attempts.Tries++], time);
        return true;
    }

    private async Task FailAsync(CommitJob job, Exception error, Attempts attempts)
    {
        if (attempts.IsInDoubt)
        {
            _doubt = new Doubt(job, attempts.IsCareful, time.GetTimestamp());
            InDoubt(logger, error.Message);
        }
        else if (Faults.IsOfRows(error) && job.Calls.Count > 1)
        {
            // Only one caller's rows can have caused it: each by itself, and nobody fails for another's.
            foreach (var call in job.Calls)
            {
                var alone = new CommitJob();
                alone.Add(call);
                await ExecuteAsync(alone);
            }
        }
        else if (Faults.IsOfRows(error))
        {
            job.Fail(new ArgumentException($"The database refuses these rows: {error.Message}", error));
        }
        else
        {
            if (!_failing)
            {
                _failing = true;
                Failing(logger, error);
            }

            job.Fail(Faults.Unavailable("The store cannot be written now", error));
        }
    }

    private async Task ResolveAsync(bool giveUp)
    {
        var (job, careful, since) = _doubt!;
        try
        {
            Succeed(job, await CommitAsync(careful, inDoubt: true), careful);
        }
        catch (Exception error)
        {
            await AfterAsync(error);
            if (Faults.IsDuplicate(error))
            {
                // It was not made, and another writer brought the same readings since.
                _doubt = _doubt! with { IsCareful = true };
            }
            else if (Faults.IsOfPartition(error))
            {
                partitions.Forget();
            }

            if (!giveUp && time.GetElapsedTime(since) < options.AmbiguousCommitPatience)
            {
                return;
            }

            job.Fail(Faults.Unavailable("It is not known whether the last commit was made", error));
        }

        _doubt = null;
        writer.Settled(job.Rows);
    }

    /// <summary>From here on another lane may send its rows: a job does so once, whatever becomes of it.</summary>
    private void Sent()
    {
        if (_isSending)
        {
            _isSending = false;
            writer.Sent();
        }
    }

    private void Succeed(CommitJob job, CommitReceipt receipt, bool careful)
    {
        // Duplicates come in crowds: after one, the way that finds them is taken for a while.
        _careful = receipt.HasDuplicates && careful ? CarefulAfterDuplicates : Math.Max(_careful - 1, 0);
        if (_failing)
        {
            _failing = false;
            Recovered(logger);
        }

        upkeep.Rejected(job.Calls.Sum(call => call.Rejected.Count));
        job.Succeed(receipt);
    }

    [LoggerMessage(EventId = 3120, Level = LogLevel.Error, Message = "The history cannot be written. Writers are told, and every further write is tried anew.")]
    private static partial void Failing(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 3121, Level = LogLevel.Information, Message = "The history can be written again.")]
    private static partial void Recovered(ILogger logger);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Warning, Message = "The answer to a commit was lost; its writers wait until the server says whether it was made: {Why}")]
    private static partial void InDoubt(ILogger logger, string why);

    /// <summary>A commit that may have been made.</summary>
    private sealed record Doubt(CommitJob Job, bool IsCareful, long Since);

    private sealed class Attempts(bool careful, long since)
    {
        public long Since => since;

        public bool IsLoaded { get; set; }

        public bool IsCareful { get; set; } = careful;

        public bool IsInDoubt { get; set; }

        public int Repairs { get; set; }

        public int Tries { get; set; }
    }
}
