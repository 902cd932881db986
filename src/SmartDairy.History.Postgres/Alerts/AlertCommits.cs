using System.Runtime.InteropServices;
using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>
/// Stores many commits in one transaction, no two of one rule and source. It first takes the sequence rows of their farms, in order, for
/// which every other writer of those
/// farms waits: rows read after that do not change until the end, so a commit that cannot be made is left out and disturbs no other, and no
/// event is seen before one with
/// a lower sequence. Doing it twice is as good as once.
/// </summary>
internal static class AlertCommits
{
    private const int MaxCommits = 500;
    private const long BytesOfRow = 1_024;
    private const string SynchronousCommitSql = "set local synchronous_commit = on";
    private const string LockSequencesSql =
        "insert into alert_sequence as s (farm, last) select f, 0 from unnest($1) f order by f on conflict (farm) do update set last = s.last returning farm, last";

    private const string UpdateSequencesSql =
        "update alert_sequence s set last = n.last from unnest($1, $2) as n (farm, last) where s.farm = n.farm";

    private const string OpenAlertsSql =
        "select a.farm, a.rule_id, a.source_id, a.id from unnest($1, $2, $3) as k (farm, rule, source) "
        + "join alert a on a.farm = k.farm and a.rule_id = k.rule and a.source_id = k.source where a.state < 2 and not a.retracted";

    private const string DeleteSuppressedSql =
        "delete from alert_refusal r using unnest($1, $2, $3, $4) as s (farm, rule, source, start) "
        + "where r.farm = s.farm and r.rule_id = s.rule and r.source_id = s.source and r.time >= s.start";

    private static readonly string StoredAlertsSql = $"{AlertTables.Alerts.SelectSql} where id = any($1)";
    private static readonly string StoredEventsSql = $"{AlertTables.Events.SelectSql} where alert_id = any($1) and at = any($2)";

    /// <summary>The queue of the process's commits.</summary>
    public static CommitQueue<AlertCommit, bool> OpenQueue(PostgresExecutor executor)
    {
        var queue =
            new CommitQueue<AlertCommit, bool>(new CommitQueueOptions { MaxBatchRows = MaxCommits }, Measure, commit => [commit.Key]);
        queue.Start(
            async commits =>
                await executor.WriteAsync(connection => ApplyAsync(connection, commits), CancellationToken.None, isIdempotent: true),
                PostgresErrors.IsTransient);
        return queue;
    }

    /// <summary>For each commit whether it is stored; false when somebody else wrote meanwhile.</summary>
    public static async Task<bool[]> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        var stored = await ReadAsync(connection, commits);
        var answers = new bool[commits.Count];
        var writes = new List<AlertCommit>(commits.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            var decision = AlertCommitRules.Decide(commits[i], stored.Alerts.GetValueOrDefault, stored.Open[commits[i].Key]);
            answers[i] = decision != AlertCommitDecision.Conflict;
            if (decision == AlertCommitDecision.Write)
            {
                writes.Add(commits[i]);
            }
        }

        if (writes.Count > 0)
        {
            await WriteAsync(connection, writes, stored);
        }

        return answers;
    }

    private static CommitSize Measure(AlertCommit commit)
        => new(1, BytesOfRow * (commit.Alerts.Count + commit.Events.Count + commit.SuppressedAlerts.Count + commit.Deliveries.Count));

    private static async Task<StoredState> ReadAsync(NpgsqlConnection connection, IReadOnlyList<AlertCommit> commits)
    {
        int[] farms = [.. commits.Select(commit => commit.Key.FarmId).Distinct().Order()];
        string[] alertIds = [.. commits.SelectMany(commit => commit.Alerts).Select(alert => alert.Id)];
        AlertEvent[] lone = [.. commits.Where(commit => commit.Alerts.Count == 0).SelectMany(commit => commit.Events)];
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(SynchronousCommitSql);
        batch.Add(LockSequencesSql, farms);
        batch.Add(StoredAlertsSql, alertIds);
        AddOfKeys(batch, OpenAlertsSql, commits);
        if (lone.Length > 0)
        {
            string[] eventAlertIds = [.. lone.Select(alertEvent => PostgresText.Sanitize(alertEvent.AlertId))];
            long[] times = [.. lone.Select(alertEvent => alertEvent.At)];
            batch.Add(StoredEventsSql, eventAlertIds, times);
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var sequences =
            (await rows.ReadAllAsync(row => (Farm: row.Int(), Last: row.Long()))).ToDictionary(row => row.Farm, row => row.Last);
        await rows.NextResultAsync();
        var alerts = (await rows.ReadAllAsync(AlertTables.Alerts.Read)).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        await rows.NextResultAsync();
        var open =
            (await rows.ReadAllAsync(row => (Key: new AlertKey(row.Int(), row.Text(), row.Text()), Id: row.Text()))).ToLookup(
                row => row.Key, row => row.Id);
        await rows.NextResultAsync();
        return new StoredState(sequences, alerts, open, await rows.ReadAllAsync(AlertTables.Events.Read));
    }

    private static async Task WriteAsync(NpgsqlConnection connection, List<AlertCommit> commits, StoredState stored)
    {
        var events = new List<AlertEvent>();
        foreach (var commit in commits)
        {
            foreach (var alertEvent in AlertCommitRules.NewEvents(commit, stored.IsStored))
            {
                var sequence = ++CollectionsMarshal.GetValueRefOrNullRef(stored.Sequences, commit.Key.FarmId);
                events.Add(alertEvent with { Sequence = sequence });
            }
        }

        await using var batch = new NpgsqlBatch(connection);

        // Alerts that are over come first: two may not be open even for a moment.
        batch.Insert(AlertTables.Alerts, [.. commits.SelectMany(commit => commit.Alerts).OrderBy(AlertCommitRules.IsOpen)],
            AlertTables.ReplaceAlert);
        AlertCommit[] replacing = [.. commits.Where(commit => commit.ReplaceSuppressedFrom is not null)];
        if (replacing.Length > 0)
        {
            long[] starts = [.. replacing.Select(commit => commit.ReplaceSuppressedFrom!.Value)];
            AddOfKeys(batch, DeleteSuppressedSql, replacing, starts);
        }

        batch.Insert(AlertTables.SuppressedAlerts, [.. commits.SelectMany(commit => commit.SuppressedAlerts)],
            AlertTables.SkipStoredSuppressedAlert);
        batch.Insert(
            AlertTables.Deliveries,
            [.. commits.SelectMany(commit => commit.Deliveries).OrderBy(delivery => delivery.Id, StringComparer.Ordinal)],
            AlertTables.SkipStoredDelivery);
        if (events.Count > 0)
        {
            // No sequence is there already: this transaction holds the farm's row.
            batch.Insert(AlertTables.Events, events);
            batch.Add(UpdateSequencesSql, stored.Sequences.Keys.ToArray(), stored.Sequences.Values.ToArray());
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }
    }

    private static void AddOfKeys(NpgsqlBatch batch, string sql, IReadOnlyList<AlertCommit> commits, params ReadOnlySpan<Array> more)
    {
        int[] farms = [.. commits.Select(commit => commit.Key.FarmId)];
        string[] rules = [.. commits.Select(commit => commit.Key.RuleId)];
        string[] sources = [.. commits.Select(commit => commit.Key.SourceId)];
        batch.Add(sql, [farms, rules, sources, .. more]);
    }

    /// <summary>What was stored before the commits.</summary>
    private sealed record StoredState(
        Dictionary<int, long> Sequences, Dictionary<string, Alert> Alerts, ILookup<AlertKey, string> Open, IReadOnlyList<AlertEvent> Events)
    {
        public bool IsStored(AlertEvent alertEvent)
            => Events.Any(stored => stored.AlertId == PostgresText.Sanitize(alertEvent.AlertId) && stored.At == alertEvent.At
            && stored.Kind == alertEvent.Kind
                && stored.By == PostgresText.Sanitize(alertEvent.By) && stored.Text == PostgresText.Sanitize(alertEvent.Text));
    }
}
