using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class SuppressedAlertTable
{
    private const string Columns = "farm, rule_id, source_id, time, reason, priority";

    public static void Add(SqliteSession session, SuppressedAlert refusal)
    {
        using var insert = session.Prepare(
            $"insert into alert_refusal ({Columns}) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (farm, rule_id, source_id, time, reason) do nothing");
        insert.Bind(1, refusal.FarmId);
        insert.Bind(2, refusal.RuleId);
        insert.Bind(3, refusal.SourceId);
        insert.Bind(4, refusal.Time);
        insert.Bind(5, (long)refusal.Reason);
        insert.Bind(6, (long)refusal.Priority);
        insert.Execute();
    }

    public static void DeleteFrom(SqliteSession session, AlertKey key, long from)
    {
        using var delete = session.Prepare("delete from alert_refusal where farm = ?1 and rule_id = ?2 and source_id = ?3 and time >= ?4");
        delete.Bind(1, key.FarmId);
        delete.Bind(2, key.RuleId);
        delete.Bind(3, key.SourceId);
        delete.Bind(4, from);
        delete.Execute();
    }

    public static Page<SuppressedAlert> ListPage(
        SqliteSession session, int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after)
    {
        var list = AlertListQueries.SuppressedAlerts('?', $"{Columns}, number", farmId, ruleId, sourceId, from, to);
        var page = PagedQueryReader.ReadPage(
            session, list, first, after, row => (Refusal: Read(row), Number: row.Long(6)), one => PagedQuery.FormatCursor(one.Refusal.Time, one.Number), hasNumericKey: true);
        return new([.. page.Items.Select(one => one.Refusal)], page.Cursors, page.HasNext, page.Total);
    }

    public static IReadOnlyList<SuppressedAlertCount> CountByReason(SqliteSession session, int farmId, string? ruleId, long since)
    {
        using var rows = session.Prepare(ruleId is null
            ? "select rule_id, null, reason, count(*) from alert_refusal where farm = ?1 and time >= ?2 group by rule_id, reason order by rule_id, reason"
            : "select rule_id, source_id, reason, count(*) from alert_refusal where farm = ?1 and rule_id = ?3 and time >= ?2 group by source_id, reason order by source_id, reason");
        rows.Bind(1, farmId);
        rows.Bind(2, since);
        if (ruleId is not null)
        {
            rows.Bind(3, ruleId);
        }

        return Paging.ReadAll(rows, row => new SuppressedAlertCount(row.TextOrNull(0)!, row.TextOrNull(1), (SuppressionReason)row.Int(2), row.Long(3)));
    }

    private static SuppressedAlert Read(SqliteStatement row)
        => new()
        {
            FarmId = row.Int(0),
            RuleId = row.TextOrNull(1)!,
            SourceId = row.TextOrNull(2)!,
            Time = row.Long(3),
            Reason = (SuppressionReason)row.Int(4),
            Priority = (Priority)row.Int(5),
        };
}
