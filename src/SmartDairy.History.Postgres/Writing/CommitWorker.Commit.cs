using Npgsql;
using NpgsqlTypes;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Writing;

internal sealed partial class CommitWorker
{
    private const string InsertTokenSql = "insert into ledger_delta (writer, sequence, counts) values ($1, $2, $3)";
    private const string UpdateTokenSql = "update ledger_delta set counts = $3 where writer = $1 and sequence = $2";
    private const string IsCompactedSql = "select exists (select from ledger_writer where writer = $1 and folded >= $2)";

    private NpgsqlConnection? _connection;
    private CommitReceipt _receipt = CommitReceipt.WithoutDuplicates;
    private long _number;
    private long _sequence;
    private bool _committing;

    private bool IsConnected => _connection is not null;

    /// <summary>Commits the batch. <paramref name="inDoubt"/>: an attempt before may have committed it, and is found then.</summary>
    private async Task<CommitReceipt> CommitAsync(bool merge, bool inDoubt)
    {
        var connection = await ConnectAsync();
        await partitions.EnsureAsync(connection, _encoded.EventDays);
        await using var transaction = await connection.BeginTransactionAsync();
        if (!await InsertTokenAsync(connection, merge, inDoubt))
        {
            return _receipt;
        }

        foreach (var table in _encoded.NonEmptyTables)
        {
            await (merge ? table.MergeAsync(connection) : table.CopyAsync(connection));
        }

        _receipt = _encoded.CountOutcomes();
        if (merge)
        {
            await RunAsync(connection, UpdateTokenSql, _encoded.Delta.Encode().ToArray());
        }

        _current?.MarkSent();
        _committing = true;
        await transaction.CommitAsync();
        _committing = false;
        return _receipt;
    }

    /// <summary>
    /// The first row of every commit; false when it was there already. An attempt whose connection died may still be running on the server:
    /// this waits for its end.
    /// </summary>
    private async Task<bool> InsertTokenAsync(NpgsqlConnection connection, bool merge, bool inDoubt)
    {
        _encoded.ResetOutcomes();
        byte[] counts = [];
        if (!merge)
        {
            var receipt = _encoded.CountOutcomes();
            counts = _encoded.Delta.Encode().ToArray();
            _receipt = inDoubt ? _receipt : receipt;
        }

        if (!inDoubt)
        {
            await RunAsync(connection, InsertTokenSql, counts);
            return true;
        }

        try
        {
            await RunAsync(connection, InsertTokenSql, counts);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation && error.TableName == "ledger_delta")
        {
            return false;
        }

        return !await connection.QueryScalarAsync<bool>(IsCompactedSql, CancellationToken.None, _number, _sequence);
    }

    private async Task RunAsync(NpgsqlConnection connection, string sql, byte[] counts)
    {
        await using var command = connection.CreateCommand(sql, _number, _sequence);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = counts, NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is not null)
        {
            return _connection;
        }

        var connection = await source.OpenConnectionAsync();
        try
        {
            if (_number == 0)
            {
                _number = await connection.QueryScalarAsync<long>("select nextval('ledger_writer_number')", CancellationToken.None);
            }

            // A transaction that this worker left open when the network went must not hold its locks for ever. A server that waits for the
            // rest of a COPY is not idle, and
            // no statement timeout ends that: only TCP finds out, by default after two hours. A commit is on disk when it is answered,
            // whatever the server's default is.
            await connection.ExecuteAsync(
                $"set idle_in_transaction_session_timeout = {(int)options.CommandTimeout.TotalMilliseconds}; set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4; set synchronous_commit = on",
                CancellationToken.None);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return _connection = connection;
    }

    /// <summary>
    /// Whether the commit may have been made although it failed. The server is sure of it only when it says so by an ordinary error.
    /// </summary>
    private bool IsAmbiguous(Exception error)
        => _committing
        && (error is not PostgresException { InvariantSeverity: "ERROR" } refused
        || refused.SqlState.StartsWith("57", StringComparison.Ordinal));

    /// <summary>A connection in doubt is not used again.</summary>
    private async Task ResetAfterErrorAsync(Exception error)
    {
        var whole = !_committing && error is PostgresException { InvariantSeverity: "ERROR" }
            && _connection?.FullState == System.Data.ConnectionState.Open;
        _committing = false;
        if (!whole && _connection is not null)
        {
            await DisconnectAsync();

            // Other connections of the pool died with it.
            source.Clear();
        }
    }

    private async Task DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
