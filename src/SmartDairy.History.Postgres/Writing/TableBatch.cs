using Npgsql;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>The rows of a batch that go into one table.</summary>
internal abstract class TableBatch
{
    public abstract bool IsEmpty { get; }

    protected CopyBuffer Buffer { get; } = new();

    protected abstract string Table { get; }

    /// <summary>In the order that rows are encoded.</summary>
    protected abstract string Columns { get; }

    /// <summary>What makes a row unique.</summary>
    protected abstract string KeyColumns { get; }

    public abstract void Clear();

    /// <summary>Forgets what an attempt found stored; the rows stay.</summary>
    public abstract void ResetOutcomes();

    public abstract void Encode();

    public abstract void CountOutcomes(LedgerDelta delta, HashSet<Reading> duplicates);

    /// <summary>Straight into the table: fails when any of the rows is there already.</summary>
    public Task CopyAsync(NpgsqlConnection connection) => CopyAsync(connection, Table);

    /// <summary>By way of a temporary table: rows that are there already are left out, and found out.</summary>
    public async Task MergeAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync(
            $"create temp table if not exists incoming_{Table} on commit delete rows as select {Columns} from {Table} with no data",
            CancellationToken.None);
        await CopyAsync(connection, "incoming_" + Table);
        ResetOutcomes();
        BeginStoredRows();
        await using var command = connection.CreateCommand(
            $"insert into {Table} ({Columns}) select {Columns} from incoming_{Table} order by {KeyColumns} on conflict ({KeyColumns}) do nothing returning {KeyColumns}");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            AddStoredRow(rows);
        }
    }

    protected abstract void BeginStoredRows();

    protected abstract void AddStoredRow(NpgsqlDataReader row);

    private async Task CopyAsync(NpgsqlConnection connection, string table)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} ({Columns}) from stdin (format binary)");
        await copy.WriteAsync(Buffer.Written);
    }
}
