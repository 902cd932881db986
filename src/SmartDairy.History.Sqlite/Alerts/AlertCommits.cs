using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;
using SmartDairy.History.Database;

namespace SmartDairy.History.Sqlite.Alerts;

/// <summary>
/// Stores one commit within a transaction of the writer. It looks before it writes, so that a conflict leaves nothing to undo.
/// </summary>
internal static class AlertCommits
{
    public static async Task<bool> ApplyAsync(SqlSession session, AlertCommit commit)
    {
        var stored = new Dictionary<string, Alert?>(commit.Alerts.Count, StringComparer.Ordinal);
        foreach (var alert in commit.Alerts)
        {
            stored[alert.Id] = await session.FindAsync(AlertTables.Alerts, "where id = $1", alert.Id);
        }

        var open = await session.QueryAsync(
            "select id from alert where farm = $1 and rule_id = $2 and source_id = $3 and state < 2 and retracted = 0",
            row => row.Text(),
            commit.Key.FarmId,
            commit.Key.RuleId,
            commit.Key.SourceId);
        var decision = AlertCommitRules.Decide(commit, stored.GetValueOrDefault, open);
        if (decision != AlertCommitDecision.Write)
        {
            return decision == AlertCommitDecision.AlreadyStored;
        }

        // Alerts that are over come first: two may not be open even for a moment.
        await session.InsertAsync(AlertTables.Alerts, [.. commit.Alerts.OrderBy(AlertCommitRules.IsOpen)], AlertTables.ReplaceAlert);
        await AppendEventsAsync(session, commit);
        if (commit.ReplaceSuppressedFrom is { } from)
        {
            await session.ExecuteAsync(
                "delete from alert_refusal where farm = $1 and rule_id = $2 and source_id = $3 and time >= $4",
                commit.Key.FarmId,
                commit.Key.RuleId,
                commit.Key.SourceId,
                from);
        }

        await session.InsertAsync(AlertTables.SuppressedAlerts, commit.SuppressedAlerts, AlertTables.SkipStoredSuppressedAlert);
        await session.InsertAsync(AlertTables.Deliveries, commit.Deliveries, AlertTables.SkipStoredDelivery);
        return true;
    }

    private static async Task AppendEventsAsync(SqlSession session, AlertCommit commit)
    {
        var stored = new HashSet<AlertEvent>();
        if (commit.Alerts.Count == 0)
        {
            foreach (var alertEvent in commit.Events)
            {
                var same =
                    await session.SelectAsync(AlertTables.Events, "where alert_id = $1 and at = $2", alertEvent.AlertId, alertEvent.At);
                stored.UnionWith(same.Select(WithoutSequence));
            }
        }

        var events = AlertCommitRules.NewEvents(commit, alertEvent => stored.Contains(WithoutSequence(alertEvent))).ToList();
        if (events.Count > 0)
        {
            var farm = commit.Key.FarmId;
            var last = await session.FindNumberAsync("select last from alert_sequence where farm = $1", farm) ?? 0;
            await session.InsertAsync(
                AlertTables.Events, [.. events.Select((alertEvent, i) => alertEvent with { FarmId = farm, Sequence = last + 1 + i })]);
            await session.ExecuteAsync(
                "insert into alert_sequence (farm, last) values ($1, $2) on conflict (farm) do update set last = excluded.last", farm,
                last + events.Count);
        }
    }

    private static AlertEvent WithoutSequence(AlertEvent alertEvent) => alertEvent with { Sequence = 0 };
}
