using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Ledger;

namespace SmartDairy.History.Postgres.Maintenance;

/// <summary>
/// What has to be done from time to time, by one process at a time: partitions ahead of now, retention, the bound of refused messages,
/// folding the ledger. Whoever has the turn does it; a round that fails is logged and is due again.
/// </summary>
internal sealed partial class MaintenanceWorker(
    PostgresHistoryOptions options, PostgresExecutor connections, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const long AdvisoryLockKey = 7_319_002;
    private const int PartitionsAhead = 4;

    /// <summary>
    /// What is dropped is gone: it must be too old by the server's clock as well, lest one process whose clock jumped ahead empties the
    /// history.
    /// </summary>
    private const string MaintainPartitionsSql = "select history_maintain($1, $2, $3, least($4, now() - make_interval(days => $5)))";

    private static readonly TimeSpan PartitionInterval = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _wakeUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private long _partitionsMaintainedAt;
    private long _lastRejectedNumber = -1;
    private long _rejectedSinceTrim;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>What is due, if no other process has the turn; or <paramref name="force"/> of it, waiting for the turn.</summary>
    public async Task RunOnceAsync(bool force, CancellationToken cancellationToken)
    {
        await RunLockedAsync(connection => CompactLedgerAsync(connection, force, cancellationToken), force, cancellationToken);
        await RunLockedAsync(connection => TrimRejectedAsync(connection, cancellationToken), force, cancellationToken);
        if (force || _partitionsMaintainedAt == 0 || time.GetElapsedTime(_partitionsMaintainedAt) >= PartitionInterval)
        {
            while (await RunLockedAsync(connection => MaintainPartitionsAsync(connection, cancellationToken), force, cancellationToken))
            {
                // One partition a transaction: each holds up the readers for a moment only.
            }

            _partitionsMaintainedAt = time.GetTimestamp();
        }
    }

    /// <summary>So many messages were refused: a flood of them does not wait for the next round.</summary>
    public void NotifyRejected(int count)
    {
        if (count > 0 && Interlocked.Add(ref _rejectedSinceTrim, count) > options.MaxRejectedRows / 10
            && Interlocked.Exchange(ref _rejectedSinceTrim, 0) > 0)
        {
            Volatile.Read(ref _wakeUp).TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop;
        _ending.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(force: false, _ending.Token);
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it was: without upkeep the store would fill up in silence.
                LogFailed(logger, error);
            }

            await Task.WhenAny(Task.Delay(options.MaintenanceInterval, time, _ending.Token), _wakeUp.Task);
            Volatile.Write(ref _wakeUp, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>False when another process has the turn.</summary>
    private Task<bool> RunLockedAsync(Func<NpgsqlConnection, Task<bool>> work, bool wait, CancellationToken cancellationToken)
        => connections.WriteAsync(
            async connection =>
            {
                if (wait)
                {
                    await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", cancellationToken, AdvisoryLockKey);
                    return await work(connection);
                }

                return await connection.QueryScalarAsync<bool>("select pg_try_advisory_xact_lock($1)", cancellationToken, AdvisoryLockKey)
                    && await work(connection);
            },
            cancellationToken);

    private static async Task<bool> CompactLedgerAsync(NpgsqlConnection connection, bool force, CancellationToken cancellationToken)
        => (force || await LedgerCompaction.IsDueAsync(connection, cancellationToken))
        && await LedgerCompaction.CompactAsync(connection, cancellationToken) > 0;

    private async Task<bool> TrimRejectedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var last = await connection.QueryScalarAsync<long>("select coalesce(max(number), 0) from rejected", cancellationToken);
        if (last == _lastRejectedNumber)
        {
            return false;
        }

        var gone =
            await connection.QueryScalarAsync<long>(
                "select history_trim_rejected($1, $2)", cancellationToken, options.MaxRejectedRows, options.MaxRejectedMiB << 20);
        _lastRejectedNumber = last;
        return gone > 0;
    }

    private Task<bool> MaintainPartitionsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return options.RetentionDays == 0
            ? connection.QueryScalarAsync<bool>(
                "select history_maintain($1, $2, $3, null)", cancellationToken, options.PartitionDays, PartitionsAhead, now)
            : connection.QueryScalarAsync<bool>(MaintainPartitionsSql, cancellationToken, options.PartitionDays, PartitionsAhead, now,
                now.AddDays(-options.RetentionDays), options.RetentionDays);
    }

    [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, Message = "Upkeep of the history failed and is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception why);
}
