using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

/// <summary>
/// Many commits in one transaction, no two of one rule and source. It first takes the sequences' rows of their farms, in order, which every other writer of those farms
/// waits for: what is read then does not change until the end, so a commit that cannot be made is left out and disturbs no other, and no event is seen before one with a
/// lower sequence. Doing it twice is as good as once.
/// </summary>
internal static class AlertBatch
{
    private const string Durable = "set local synchronous_commit = on";
    private const string Lock =
        "insert into alert_sequence as s (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = s.last returning farm, last";

    private const string Raise = "update alert_sequence s set last = n.last from unnest($1, $2) as n (farm, last) where s.farm = n.farm";

    private const string Open =
        "select a.farm, a.rule_id, a.source_id, a.id from unnest($1, $2, $3) as k (farm, rule, source) join alert a on a.farm = k.farm and a.rule_id = k.rule and a.source_id = k.source "
        + "where a.state < 2 and not a.retracted";

    private static readonly string Stored = $"select {AlertTable.Names} from alert where id = any($1)";
    private static readonly string Happened = $"select {EventTable.Columns.Names} from alert_event where alert_id = any($1) and at = any($2)";

    /// <summary>For each commit whether it is stored; false: somebody else wrote meanwhile.</summary>
    public static async Task<bool[]> RunAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        var before = await ReadAsync(connection, commits);
        var answers = new bool[commits.Count];
        var writes = new List<AlertCommit>(commits.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            var verdict = AlertJudgement.Of(commits[i], before.Alerts.GetValueOrDefault, before.Open[commits[i].Key]);
            answers[i] = verdict != AlertVerdict.Conflict;
            if (verdict == AlertVerdict.Write)
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

    private static async Task<Before> ReadAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        int[] farms = [.. commits.Select(commit => commit.Key.FarmId).Distinct().Order()];
        AlertEvent[] lone = [.. commits.Where(commit => commit.Alerts.Count == 0).SelectMany(commit => commit.Events)];
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Durable),
                Command(Lock, farms),
                Command(Stored, (string[])[.. commits.SelectMany(commit => commit.Alerts).Select(alert => alert.Id)]),
                Command(
                    Open,
                    (int[])[.. commits.Select(commit => commit.Key.FarmId)],
                    (string[])[.. commits.Select(commit => commit.Key.RuleId)],
                    (string[])[.. commits.Select(commit => commit.Key.SourceId)]),
            },
        };
        if (lone.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                Happened, (string[])[.. lone.Select(happened => Texts.Storable(happened.AlertId))], (long[])[.. lone.Select(happened => happened.At)]));
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var sequences = (await AllAsync(rows, row => (Farm: row.GetInt32(0), Last: row.GetInt64(1)))).ToDictionary(row => row.Farm, row => row.Last);
        await rows.NextResultAsync();
        var alerts = (await AllAsync(rows, row => AlertTable.Read(row))).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        await rows.NextResultAsync();
        var open = (await AllAsync(rows, row => (Key: new AlertKey(row.GetInt32(0), row.GetString(1), row.GetString(2)), Id: row.GetString(3))))
            .ToLookup(row => row.Key, row => row.Id);
        await rows.NextResultAsync();
        return new Before(sequences, alerts, open, await AllAsync(rows, EventTable.Read));
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<AlertCommit> commits, Before before)
    {
        var events = new List<AlertEvent>();
        foreach (var commit in commits)
        {
            foreach (var happened in AlertJudgement.NewEvents(commit, before.IsStored))
            {
                var sequence = ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(before.Sequences, commit.Key.FarmId);
                events.Add(happened with { Sequence = sequence });
            }
        }

        await using var batch = new NpgsqlBatch(connection);

        // What is over first: two may not be open even for a moment.
        Add(batch, AlertTable.Columns, AlertTable.Upsert, [.. commits.SelectMany(commit => commit.Alerts).OrderBy(AlertJudgement.IsOpen)]);
        Add(batch, RefusalTable.Spans, RefusalTable.Remove, [.. commits.Where(commit => commit.RefusalsFrom is not null)]);
        Add(batch, RefusalTable.Columns, RefusalTable.Insert, [.. commits.SelectMany(commit => commit.Refusals)]);
        Add(batch, DeliveryTable.Columns, DeliveryTable.Insert, (DeliveryRow[])[.. commits.SelectMany(commit => commit.Deliveries).OrderBy(row => row.Id, StringComparer.Ordinal)]);
        if (events.Count > 0)
        {
            Add(batch, EventTable.Columns, EventTable.Insert, events);
            batch.BatchCommands.Add(Command(Raise, before.Sequences.Keys.ToArray(), before.Sequences.Values.ToArray()));
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
            batch.BatchCommands.Add(columns.Command(sql, rows));
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

    private static async Task<List<T>> AllAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read)
    {
        var items = new List<T>();
        while (await rows.ReadAsync())
        {
            items.Add(read(rows));
        }

        return items;
    }

    /// <summary>What was stored before.</summary>
    private sealed record Before(Dictionary<int, long> Sequences, Dictionary<string, Alert> Alerts, ILookup<AlertKey, string> Open, IReadOnlyList<AlertEvent> Happened)
    {
        public bool IsStored(AlertEvent happened)
            => Happened.Any(stored => stored.AlertId == Texts.Storable(happened.AlertId) && stored.At == happened.At && stored.Kind == happened.Kind
                && stored.By == Texts.Storable(happened.By) && stored.Text == Texts.Storable(happened.Text));
    }
}
