using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres.Herds;

/// <summary>
/// Stores the records of many calls in one transaction, no record twice. It first takes the revision rows of their farms, in order, for
/// which every other writer of those
/// farms waits: rows read after that do not change until the end, so a call that cannot be stored is left out and disturbs no other, and no
/// record is seen before one with
/// a lower revision.
/// </summary>
internal static partial class HerdWrites
{
    private const int MaxRecords = 5_000;
    private const long BytesOfRecord = 256;
    private const string SynchronousCommitSql = "set local synchronous_commit = on";
    private const string LockRevisionsSql =
        "insert into herd_revision as r (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = r.last returning farm, last";

    private const string UpdateRevisionsSql =
        "update herd_revision r set last = n.last from unnest($1, $2) as n (farm, last) where r.farm = n.farm";

    private const string StoredRecordsSql =
        "select h.farm, h.kind, h.id, h.revision, h.modified, h.body from unnest($1, $2, $3) as k (farm, kind, id) join herd h on h.farm = k.farm and h.kind = k.kind and h.id = k.id";

    /// <summary>The queue of the process's calls.</summary>
    public static CommitQueue<IReadOnlyList<HerdWrite>, bool> OpenQueue(PostgresExecutor executor)
    {
        var queue = new CommitQueue<IReadOnlyList<HerdWrite>, bool>(
            new CommitQueueOptions { MaxBatchRows = MaxRecords }, Measure, writes => writes.Select(write => (object)KeyOf(write.Record)));
        queue.Start(
            async calls =>
            {
                var wasTried = false;
                return await executor.WriteAsync(
                    connection =>
                    {
                        var isRetry = wasTried;
                        wasTried = true;
                        return ApplyAsync(connection, calls, isRetry);
                    },
                    CancellationToken.None,
                    isIdempotent: true);
            },
            PostgresErrors.IsTransient);
        return queue;
    }

    /// <summary>For each call whether it is stored; false when a record is not at the revision it was expected at.</summary>
    /// <param name="isRetry">The calls were tried before and may have been stored: a record that already is as it shall become is no
    /// conflict.</param>
    public static async Task<bool[]> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<IReadOnlyList<HerdWrite>> calls, bool isRetry)
    {
        HerdWrite[] guarded = [.. calls.SelectMany(writes => writes).Where(write => isRetry || write.ExpectedRevision is not null)];
        int[] farms = [.. calls.SelectMany(writes => writes).Select(write => write.Record.FarmId).Distinct().Order()];
        var (last, stored) = await ReadAsync(connection, farms, guarded);
        var answers = new bool[calls.Count];
        var records = new List<HerdRecord>();
        for (var i = 0; i < answers.Length; i++)
        {
            if (isRetry
                && calls[i].All(write => stored.TryGetValue(KeyOf(write.Record), out var record) && IsAlreadyWritten(write, record)))
            {
                answers[i] = true;
                continue;
            }

            answers[i] =
                calls[i].All(write => write.ExpectedRevision is not { } expected
                || stored.GetValueOrDefault(KeyOf(write.Record)).Revision == expected);
            if (answers[i])
            {
                foreach (var write in calls[i])
                {
                    var revision = ++CollectionsMarshal.GetValueRefOrNullRef(last, write.Record.FarmId);
                    records.Add(write.Record with { Revision = revision, Body = SanitizeJson(write.Record.Body) });
                }
            }
        }

        if (records.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Insert(HerdTables.Records, records, HerdTables.ReplaceRecord);
            batch.Add(UpdateRevisionsSql, last.Keys.ToArray(), last.Values.ToArray());
            await batch.ExecuteNonQueryAsync();
        }

        return answers;
    }

    private static CommitSize Measure(IReadOnlyList<HerdWrite> writes)
        => new(writes.Count, writes.Sum(write => BytesOfRecord + (2L * write.Record.Body.Length)));

    private static (int Farm, string Kind, string Id) KeyOf(HerdRecord record)
        => (record.FarmId, PostgresText.Sanitize(record.Kind), PostgresText.Sanitize(record.Id));

    private static bool IsAlreadyWritten(HerdWrite write, StoredRecord stored)
        => stored.Revision != (write.ExpectedRevision ?? 0) && stored.Modified == write.Record.Modified
        && stored.Body == SanitizeJson(write.Record.Body);

    private static async Task<(Dictionary<int, long> Last, Dictionary<(int, string, string), StoredRecord> Stored)> ReadAsync(
        NpgsqlConnection connection, int[] farms, HerdWrite[] guarded)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(SynchronousCommitSql);
        batch.Add(LockRevisionsSql, farms);
        if (guarded.Length > 0)
        {
            int[] guardedFarms = [.. guarded.Select(write => write.Record.FarmId)];
            string[] kinds = [.. guarded.Select(write => PostgresText.Sanitize(write.Record.Kind))];
            string[] ids = [.. guarded.Select(write => PostgresText.Sanitize(write.Record.Id))];
            batch.Add(StoredRecordsSql, guardedFarms, kinds, ids);
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var last = (await rows.ReadAllAsync(row => (Farm: row.Int(), Last: row.Long()))).ToDictionary(row => row.Farm, row => row.Last);
        await rows.NextResultAsync();
        var stored =
            await rows.ReadAllAsync(
                row => (Key: (row.Int(), row.Text(), row.Text()), Record: new StoredRecord(row.Long(), row.Long(), row.Text())));
        return (last, stored.ToDictionary(record => record.Key, record => record.Record));
    }

    /// <summary>JSON that PostgreSQL can take apart: an escaped NUL becomes U+FFFD.</summary>
    private static string SanitizeJson(string json)
        => json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(json, "${before}\\ufffd") : json;

    [GeneratedRegex(@"(?<before>(?<!\\)(?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();

    private readonly record struct StoredRecord(long Revision, long Modified, string Body);
}
