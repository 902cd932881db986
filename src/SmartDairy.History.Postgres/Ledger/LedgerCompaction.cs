using Npgsql;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Ledger;

/// <summary>Takes the deltas into the counters, within a transaction that holds the turn of upkeep.</summary>
internal static class LedgerCompaction
{
    /// <summary>Folding writes each counter that changed once; the deltas are bounded so that a look at them stays quick.</summary>
    private const int MaxDeltaRows = 4_096;
    private const long MaxDeltaBytes = 4 << 20;

    private const string SizeSql = "select count(*), coalesce(sum(octet_length(counts)), 0) from ledger_delta";
    private const string IncrementGenerationSql = "update ledger_generation set generation = generation + 1 returning generation";
    private const string DeleteDeltasSql = "delete from ledger_delta returning writer, sequence, counts";
    private const string Upsert =
        "insert into ledger (farm, device, stored, duplicate, rejected, generation) select f, d, s, u, r, $6 from unnest($1, $2, $3, $4, $5) as t (f, d, s, u, r) "
        + "on conflict (farm, device) do update set stored = ledger.stored + excluded.stored, duplicate = ledger.duplicate + excluded.duplicate, "
        + "rejected = ledger.rejected + excluded.rejected, generation = excluded.generation";

    private const string SaveWritersSql =
        "insert into ledger_writer (writer, folded, generation, at) select w, s, $3, now() from unnest($1, $2) as t (w, s) "
        + "on conflict (writer) do update set folded = greatest(ledger_writer.folded, excluded.folded), generation = excluded.generation, at = excluded.at";

    /// <summary>A writer that has not been heard of for so long has ended, and nobody doubts its last commit any more.</summary>
    private const string DeleteOldWritersSql = "delete from ledger_writer where at < now() - interval '30 days'";

    public static async Task<bool> IsDueAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SizeSql);
        await using var size = await command.ExecuteReaderAsync(cancellationToken);
        await size.ReadAsync(cancellationToken);
        return size.GetInt64(0) >= MaxDeltaRows || size.GetInt64(1) >= MaxDeltaBytes;
    }

    /// <summary>Returns how many deltas were folded.</summary>
    public static async Task<int> CompactAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var generation = await connection.QueryScalarAsync<long>(IncrementGenerationSql, cancellationToken);
        var deltas =
            await connection.QueryAsync(DeleteDeltasSql, row =>
                (Writer: row.GetInt64(0), Sequence: row.GetInt64(1), Counts: row.GetFieldValue<byte[]>(2)), cancellationToken);
        var sum = new LedgerDelta();
        var writers = new Dictionary<long, long>();
        foreach (var (writer, sequence, counts) in deltas)
        {
            sum.Decode(counts);
            writers[writer] = Math.Max(sequence, writers.GetValueOrDefault(writer));
        }

        List<int> farms = [], devices = [];
        List<long> stored = [], duplicate = [], rejected = [];
        foreach (var (key, counts) in sum)
        {
            farms.Add(key.Farm);
            devices.Add(key.Device);
            stored.Add(counts.Stored);
            duplicate.Add(counts.Duplicate);
            rejected.Add(counts.Rejected);
        }

        await connection.ExecuteAsync(Upsert, cancellationToken, farms.ToArray(), devices.ToArray(), stored.ToArray(), duplicate.ToArray(),
            rejected.ToArray(), generation);
        await connection.ExecuteAsync(SaveWritersSql, cancellationToken, writers.Keys.ToArray(), writers.Values.ToArray(), generation);
        await connection.ExecuteAsync(DeleteOldWritersSql, cancellationToken);
        return deltas.Count;
    }
}
