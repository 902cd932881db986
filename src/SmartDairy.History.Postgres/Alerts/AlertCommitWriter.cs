using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>
/// Many commits in one transaction, no two of one rule and source. It first takes the sequences' rows of their farms, in order, which every other writer of those farms
/// waits for: what is read then does not change until the end, so a commit that cannot be made is left out and disturbs no other, and no event is seen before one with a
/// lower sequence. Doing it twice is as good as once.
/// </summary>
internal static class AlertCommitWriter
{
    private const string SynchronousCommitSql = "set local synchronous_commit = on";
    private const string LockSequencesSql =
        "insert into alert_sequence as s (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = s.last returning farm, last";

    private const string UpdateSequencesSql = "update alert_sequence s set last = n.last from unnest($1, $2) as n (farm, last) where s.farm = n.farm";

    private const string OpenAlertsSql =
        "select a.farm, a.rule_id, a.source_id, a.id from unnest($1, $2, $3) as k (farm, rule, source) join alert a on a.farm = k.farm and a.rule_id = k.rule and a.source_id = k.source "
        + "where a.state < 2 and not a.retracted";

    private static readonly string StoredAlertsSql = $"select {AlertTable.ColumnNames} from alert where id = any($1)";
    private static readonly string StoredEventsSql = $"select {AlertEventTable.Columns.Names} from alert_event where alert_id = any($1) and at = any($2)";

    /// <summary>For each commit whether it is stored; false: somebody else wrote meanwhile.</summary>
    public static async Task<bool[]> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        var before = await ReadAsync(connection, commits);
        var answers = new bool[commits.Count];
        var writes = new List<AlertCommit>(commits.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            var verdict = AlertCommitRules.Decide(commits[i], before.Alerts.GetValueOrDefault, before.Open[commits[i].Key]);
            answers[i] = verdict != AlertCommitDecision.Conflict;
            if (verdict == AlertCommitDecision.Write)
            {
                writes.Add(commits[i]);
            }
        }

        if (writes.Count > 0)
        {
            await WriteAsync(connection, writes, before);
        }

        return answers;
    }

    private static async Task<StoredState> ReadAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        int[] farms = [.. commits.Select(commit => commit.Key.FarmId).Distinct().Order()];
        AlertEvent[] lone = [.. commits.Where(commit => commit.Alerts.Count == 0).SelectMany(commit => commit.Events)];
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(SynchronousCommitSql),
                Command(LockSequencesSql, farms),
                Command(StoredAlertsSql, (string[])[.. commits.SelectMany(commit => commit.Alerts).Select(alert => alert.Id)]),
                Command(
                    OpenAlertsSql,
                    (int[])[.. commits.Select(commit => commit.Key.FarmId)],
                    (string[])[.. commits.Select(commit => commit.Key.RuleId)],
                    (string[])[.. commits.Select(commit => commit.Key.SourceId)]),
            },
        };
        if (lone.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                StoredEventsSql, (string[])[.. lone.Select(happened => PostgresText.Sanitize(happened.AlertId))], (long[])[.. lone.Select(happened => happened.At)]));
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var sequences = (await ReadAllAsync(rows, row => (Farm: row.GetInt32(0), Last: row.GetInt64(1)))).ToDictionary(row => row.Farm, row => row.Last);
        await rows.NextResultAsync();
        var alerts = (await ReadAllAsync(rows, row => AlertTable.Read(row))).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        await rows.NextResultAsync();
        var open = (await ReadAllAsync(rows, row => (Key: new AlertKey(row.GetInt32(0), row.GetString(1), row.GetString(2)), Id: row.GetString(3))))
            .ToLookup(row => row.Key, row => row.Id);
        await rows.NextResultAsync();
        return new StoredState(sequences, alerts, open, await ReadAllAsync(rows, AlertEventTable.Read));
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<AlertCommit> commits, StoredState before)
    {
        var events = new List<AlertEvent>();
        foreach (var commit in commits)
        {
            foreach (var happened in AlertCommitRules.NewEvents(commit, before.IsStored))
            {
                var sequence = ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(before.Sequences, commit.Key.FarmId);
                events.Add(happened with { Sequence = sequence });
            }
        }

        await using var batch = new NpgsqlBatch(connection);

        // What is over first: two may not be open even for a moment.
        Add(batch, AlertTable.Columns, AlertTable.UpsertSql, [.. commits.SelectMany(commit => commit.Alerts).OrderBy(AlertCommitRules.IsOpen)]);
        Add(batch, SuppressedAlertTable.DeleteFromColumns, SuppressedAlertTable.DeleteFromSql, [.. commits.Where(commit => commit.ReplaceSuppressedFrom is not null)]);
        Add(batch, SuppressedAlertTable.Columns, SuppressedAlertTable.InsertSql, [.. commits.SelectMany(commit => commit.SuppressedAlerts)]);
        Add(batch, DeliveryTable.Columns, DeliveryTable.InsertSql, (AlertDelivery[])[.. commits.SelectMany(commit => commit.Deliveries).OrderBy(row => row.Id, StringComparer.Ordinal)]);
        if (events.Count > 0)
        {
            Add(batch, AlertEventTable.Columns, AlertEventTable.InsertSql, events);
            batch.BatchCommands.Add(Command(UpdateSequencesSql, before.Sequences.Keys.ToArray(), before.Sequences.Values.ToArray()));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }
    }

    private static void Add<T>(NpgsqlBatch batch, ColumnSet<T> columns, string sql, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0)
        {
            batch.BatchCommands.Add(columns.CreateCommand(sql, rows));
        }
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

    private static async Task<List<T>> ReadAllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read)
    {
        var items = new List<T>();
        while (await rows.ReadAsync())
        {
            items.Add(read(rows));
        }

        return items;
    }

    /// <summary>What was stored before.</summary>
    private sealed record StoredState(Dictionary<int, long> Sequences, Dictionary<string, Alert> Alerts, ILookup<AlertKey, string> Open, IReadOnlyList<AlertEvent> Events)
    {
        public bool IsStored(AlertEvent happened)
            => Events.Any(stored => stored.AlertId == PostgresText.Sanitize(happened.AlertId) && stored.At == happened.At && stored.Kind == happened.Kind
                && stored.By == PostgresText.Sanitize(happened.By) && stored.Text == PostgresText.Sanitize(happened.Text));
    }
}
