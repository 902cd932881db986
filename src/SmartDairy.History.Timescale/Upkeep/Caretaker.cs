using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Ledger;

namespace SmartDairy.History.Timescale.Upkeep;

/// <summary>
/// What has to be done from time to time, by one process at a time: partitions ahead of now, retention, the bound of refused messages, folding the ledger. Whoever has
/// the turn does it; a round that fails is logged and is due again.
/// </summary>
internal sealed partial class Caretaker(TimescaleHistoryOptions options, Connections connections, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const long TurnNumber = 7_319_002;
    private const int PartitionsAhead = 4;

    /// <summary>What is dropped is gone: it must be too old by the server's clock as well, lest one process whose clock jumped ahead empties the history.</summary>
    private const string Maintain = "select history_maintain($1, $2, $3, least($4, now() - make_interval(days => $5)))";

    private static readonly TimeSpan PartitionsEvery = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;
    private long _partitionsAt;
    private long _rejectedSeen = -1;
    private long _rejectedSince;

    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>What is due, if no other process has the turn; or <paramref name="all"/> of it, waiting for the turn.</summary>
    public async Task RunAsync(bool all, CancellationToken cancellation)
    {
        await InTurnAsync(connection => FoldAsync(connection, all, cancellation), all, cancellation);
        await InTurnAsync(connection => TrimRejectedAsync(connection, cancellation), all, cancellation);
        if (all || _partitionsAt == 0 || time.GetElapsedTime(_partitionsAt) >= PartitionsEvery)
        {
            while (await InTurnAsync(connection => PartitionsAsync(connection, cancellation), all, cancellation))
            {
                // One partition a transaction: each holds up the readers for a moment only.
            }

            _partitionsAt = time.GetTimestamp();
        }
    }

    /// <summary>So many messages were refused: a flood of them does not wait for the next round.</summary>
    public void Rejected(int count)
    {
        if (count > 0 && Interlocked.Add(ref _rejectedSince, count) > options.MaxRejectedRows / 10 && Interlocked.Exchange(ref _rejectedSince, 0) > 0)
        {
            Volatile.Read(ref _wanted).TrySetResult();
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
                await RunAsync(all: false, _ending.Token);
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it was: without upkeep the store would fill up in silence.
                Failed(logger, error);
            }

            await Task.WhenAny(Task.Delay(options.UpkeepPeriod, time, _ending.Token), _wanted.Task);
            Volatile.Write(ref _wanted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>False when another process has the turn.</summary>
    private Task<bool> InTurnAsync(Func<NpgsqlConnection, Task<bool>> work, bool wait, CancellationToken cancellation)
        => connections.WriteAsync(
            async connection =>
            {
                if (wait)
                {
                    await connection.RunAsync("select pg_advisory_xact_lock($1)", cancellation, TurnNumber);
                    return await work(connection);
                }

                return await connection.ScalarAsync<bool>("select pg_try_advisory_xact_lock($1)", cancellation, TurnNumber) && await work(connection);
            },
            cancellation);

    private static async Task<bool> FoldAsync(NpgsqlConnection connection, bool anyway, CancellationToken cancellation)
        => (anyway || await LedgerFold.IsDueAsync(connection, cancellation)) && await LedgerFold.RunAsync(connection, cancellation) > 0;

    private async Task<bool> TrimRejectedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var last = await connection.ScalarAsync<long>("select coalesce(max(number), 0) from rejected", cancellation);
        if (last == _rejectedSeen)
        {
            return false;
        }

        var gone = await connection.ScalarAsync<long>("select history_trim_rejected($1, $2)", cancellation, options.MaxRejectedRows, options.MaxRejectedMiB << 20);
        _rejectedSeen = last;
        return gone > 0;
    }

    private Task<bool> PartitionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return options.RetentionDays == 0
            ? connection.ScalarAsync<bool>("select history_maintain($1, $2, $3, null)", cancellation, options.PartitionDays, PartitionsAhead, now)
            : connection.ScalarAsync<bool>(Maintain, cancellation, options.PartitionDays, PartitionsAhead, now, now.AddDays(-options.RetentionDays), options.RetentionDays);
    }

    [LoggerMessage(EventId = 3110, Level = LogLevel.Warning, Message = "Upkeep of the history failed and is tried again.")]
    private static partial void Failed(ILogger logger, Exception why);
}
