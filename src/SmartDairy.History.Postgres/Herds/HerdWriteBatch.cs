using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Herds;

/// <summary>
/// Many writes in one transaction, no two of one row. It first takes the revision rows of their farms, in order, which every other writer of those farms waits for: what is
/// read then does not change until the end, so a write that cannot be made is left out and disturbs no other, and no row is seen before one with a lower revision.
/// </summary>
internal static class HerdWriteBatch
{
    private const string SynchronousCommitSql = "set local synchronous_commit = on";
    private const string LockRevisionsSql =
        "insert into herd_revision as r (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = r.last returning farm, last";

    private const string UpdateRevisionsSql = "update herd_revision r set last = n.last from unnest($1, $2) as n (farm, last) where r.farm = n.farm";

    private const string StoredRowsSql =
        "select h.farm, h.kind, h.id, h.revision, h.modified, h.body from unnest($1, $2, $3) as k (farm, kind, id) join herd h on h.farm = k.farm and h.kind = k.kind and h.id = k.id";

    /// <summary>For each write whether it is stored; false: a row is not at the revision it was expected at.</summary>
    /// <param name="isRetry">It was tried before and may have been stored: a row that already is as it shall become is no conflict.</param>
    public static async Task<bool[]> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<HerdWrite>> writes, bool isRetry)
    {
        HerdWrite[] guarded = [.. writes.SelectMany(rows => rows).Where(write => isRetry || write.ExpectedRevision is not null)];
        var (last, stored) = await ReadAsync(connection, [.. writes.SelectMany(rows => rows).Select(write => write.Record.FarmId).Distinct().Order()], guarded);
        var answers = new bool[writes.Count];
        var rows = new List<HerdRecord>();
        for (var i = 0; i < answers.Length; i++)
        {
            if (isRetry && writes[i].All(write => stored.TryGetValue(HerdTable.Key(write.Record), out var row) && IsAlreadyWritten(write, row)))
            {
                answers[i] = true;
                continue;
            }

            answers[i] = writes[i].All(write => write.ExpectedRevision is not { } expected || stored.GetValueOrDefault(HerdTable.Key(write.Record)).Revision == expected);
            if (answers[i])
            {
                foreach (var write in writes[i])
                {
                    var revision = ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(last, write.Record.FarmId);
                    rows.Add(write.Record with { Revision = revision });
                }
            }
        }

        if (rows.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(HerdTable.Columns.CreateCommand(HerdTable.UpsertSql, rows));
            batch.BatchCommands.Add(Command(UpdateRevisionsSql, last.Keys.ToArray(), last.Values.ToArray()));
            await batch.ExecuteNonQueryAsync();
        }

        return answers;
    }

    private static bool IsAlreadyWritten(HerdWrite write, StoredRow row)
        => row.Revision != (write.ExpectedRevision ?? 0) && row.Modified == write.Record.Modified && row.Body == HerdTable.SanitizeJson(write.Record.Body);

    private static async Task<(Dictionary<int, long> Last, Dictionary<(int, string, string), StoredRow> Stored)> ReadAsync(
        NpgsqlConnection connection, int[] farms, HerdWrite[] checkedWrites)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(SynchronousCommitSql), Command(LockRevisionsSql, farms) } };
        if (checkedWrites.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                StoredRowsSql,
                (int[])[.. checkedWrites.Select(write => write.Record.FarmId)],
                (string[])[.. checkedWrites.Select(write => PostgresText.Sanitize(write.Record.Kind))],
                (string[])[.. checkedWrites.Select(write => PostgresText.Sanitize(write.Record.Id))]));
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var last = new Dictionary<int, long>();
        while (await rows.ReadAsync())
        {
            last[rows.GetInt32(0)] = rows.GetInt64(1);
        }

        var stored = new Dictionary<(int, string, string), StoredRow>();
        if (await rows.NextResultAsync())
        {
            while (await rows.ReadAsync())
            {
                stored[(rows.GetInt32(0), rows.GetString(1), rows.GetString(2))] = new StoredRow(rows.GetInt64(3), rows.GetInt64(4), rows.GetString(5));
            }
        }

        return (last, stored);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<Array> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private readonly record struct StoredRow(long Revision, long Modified, string Body);
}
