using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Herds;

/// <summary>
/// Many writes in one transaction, no two of one row. It first takes the revision rows of their farms, in order, which every other writer of those farms waits for: what is
/// read then does not change until the end, so a write that cannot be made is left out and disturbs no other, and no row is seen before one with a lower revision.
/// </summary>
internal static class HerdBatch
{
    private const string Durable = "set local synchronous_commit = on";
    private const string Lock =
        "insert into herd_revision as r (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = r.last returning farm, last";

    private const string Raise = "update herd_revision r set last = n.last from unnest($1, $2) as n (farm, last) where r.farm = n.farm";

    private const string Stored =
        "select h.farm, h.kind, h.id, h.revision, h.modified, h.body from unnest($1, $2, $3) as k (farm, kind, id) join herd h on h.farm = k.farm and h.kind = k.kind and h.id = k.id";

    /// <summary>For each write whether it is stored; false: a row is not at the revision it was expected at.</summary>
    /// <param name="again">It was tried before and may have been stored: a row that already is as it shall become is no conflict.</param>
    public static async Task<bool[]> RunAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<HerdWrite>> writes, bool again)
    {
        HerdWrite[] guarded = [.. writes.SelectMany(rows => rows).Where(write => again || write.Expected is not null)];
        var (last, stored) = await ReadAsync(connection, [.. writes.SelectMany(rows => rows).Select(write => write.Record.FarmId).Distinct().Order()], guarded);
        var answers = new bool[writes.Count];
        var rows = new List<HerdRecord>();
        for (var i = 0; i < answers.Length; i++)
        {
            if (again && writes[i].All(write => stored.TryGetValue(HerdTable.Key(write.Record), out var row) && IsDone(write, row)))
            {
                answers[i] = true;
                continue;
            }

            answers[i] = writes[i].All(write => write.Expected is not { } expected || stored.GetValueOrDefault(HerdTable.Key(write.Record)).Revision == expected);
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
            batch.BatchCommands.Add(HerdTable.Columns.Command(HerdTable.Upsert, rows));
            batch.BatchCommands.Add(Command(Raise, last.Keys.ToArray(), last.Values.ToArray()));
            await batch.ExecuteNonQueryAsync();
        }

        return answers;
    }

    private static bool IsDone(HerdWrite write, Row row)
        => row.Revision != (write.Expected ?? 0) && row.Modified == write.Record.Modified && row.Body == HerdTable.Storable(write.Record.Body);

    private static async Task<(Dictionary<int, long> Last, Dictionary<(int, string, string), Row> Stored)> ReadAsync(
        NpgsqlConnection connection, int[] farms, HerdWrite[] guarded)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(Durable), Command(Lock, farms) } };
        if (guarded.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                Stored,
                (int[])[.. guarded.Select(write => write.Record.FarmId)],
                (string[])[.. guarded.Select(write => Texts.Storable(write.Record.Kind))],
                (string[])[.. guarded.Select(write => Texts.Storable(write.Record.Id))]));
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var last = new Dictionary<int, long>();
        while (await rows.ReadAsync())
        {
            last[rows.GetInt32(0)] = rows.GetInt64(1);
        }

        var stored = new Dictionary<(int, string, string), Row>();
        if (await rows.NextResultAsync())
        {
            while (await rows.ReadAsync())
            {
                stored[(rows.GetInt32(0), rows.GetString(1), rows.GetString(2))] = new Row(rows.GetInt64(3), rows.GetInt64(4), rows.GetString(5));
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

    private readonly record struct Row(long Revision, long Modified, string Body);
}
