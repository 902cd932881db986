using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

/// <summary>What is asked of alerts. SQLite keeps no statistics here: where it would walk a whole farm, the index is named.</summary>
internal static class AlertQueries
{
    public static IReadOnlyList<Alert> ListSince(SqliteSession session, int farmId, string ruleId, string sourceId, long since)
    {
        using var rows = session.Prepare(
            $"select {AlertTable.Columns} from alert where farm = ?1 and rule_id = ?2 and source_id = ?3 and (opened_at >= ?4 or ended_at >= ?4 or ended_at is null or state < 2) "
            + "order by opened_at, id");
        rows.Bind(1, farmId);
        rows.Bind(2, ruleId);
        rows.Bind(3, sourceId);
        rows.Bind(4, since);
        return Paging.ReadAll(rows, row => AlertTable.Read(row));
    }

    public static IReadOnlyList<RuleAlertHistory> LoadRuleStates(SqliteSession session, int farmId, string sourceId, long asOf)
    {
        using var rows = session.Prepare(
            "select rule_id, opened_at, ended_at, priority from alert indexed by alert_source where farm = ?1 and source_id = ?2 and opened_at < ?3 and retracted = 0 "
            + "and (opened_at >= ?4 or ended_at is null or ended_at >= ?4) order by rule_id, opened_at");
        rows.Bind(1, farmId);
        rows.Bind(2, sourceId);
        rows.Bind(3, asOf);
        rows.Bind(4, asOf - AlertInterval.LookbackMilliseconds);
        return AlertInterval.ToRuleStates(
            Paging.ReadAll(rows, row => new AlertInterval(row.TextOrNull(0)!, row.Long(1), row.LongOrNull(2), (Priority)row.Int(3))), asOf);
    }

    public static Page<Alert> ListPage(SqliteSession session, AlertQuery query, int first, string? after)
        => PagedQueryReader.ReadPage(
            session,
            AlertListQueries.Alerts('?', AlertTable.Columns, "retracted = 0", query),
            first,
            after,
            row => AlertTable.Read(row),
            alert => PagedQuery.FormatCursor(alert.OpenedAt, alert.Id));

    public static IReadOnlyList<AlertCount> CountUncleared(SqliteSession session, int farmId)
    {
        using var rows = session.Prepare(
            "select barn, state, priority, count(*) from alert indexed by alert_open where farm = ?1 and state < 2 and retracted = 0 group by barn, state, priority order by barn nulls first, state, priority");
        rows.Bind(1, farmId);
        return Paging.ReadAll(rows, row => new AlertCount(row.IntOrNull(0), (AlertState)row.Int(1), (Priority)row.Int(2), row.Int(3)));
    }

    public static IReadOnlyList<AlertKey> ListDue(SqliteSession session, int farmId, long until, int limit)
    {
        using var rows = session.Prepare(
            "select rule_id, source_id from alert where farm = ?1 and due_at <= ?2 group by rule_id, source_id order by min(due_at), rule_id, source_id limit ?3");
        rows.Bind(1, farmId);
        rows.Bind(2, until);
        rows.Bind(3, limit);
        return Paging.ReadAll(rows, row => new AlertKey(farmId, row.TextOrNull(0)!, row.TextOrNull(1)!));
    }

    public static IReadOnlyList<AlertKey> ListOpen(SqliteSession session, int farmId, string? ruleId, int limit)
    {
        using var rows = session.Prepare(
            $"select distinct rule_id, source_id from alert where farm = ?1 and (state < 2 or ended_at is null) and retracted = 0{(ruleId is null ? "" : " and rule_id = ?3")} "
            + "order by rule_id, source_id limit ?2");
        rows.Bind(1, farmId);
        rows.Bind(2, limit);
        if (ruleId is not null)
        {
            rows.Bind(3, ruleId);
        }

        return Paging.ReadAll(rows, row => new AlertKey(farmId, row.TextOrNull(0)!, row.TextOrNull(1)!));
    }
}
