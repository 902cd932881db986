using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class SuppressedAlertTable
{
    public static readonly ColumnSet<SuppressedAlert> Columns = new ColumnSet<SuppressedAlert>()
        .Int("farm", refusal => refusal.FarmId)
        .Text("rule_id", refusal => refusal.RuleId)
        .Text("source_id", refusal => refusal.SourceId)
        .Long("time", refusal => refusal.Time)
        .Int("reason", refusal => (int)refusal.Reason)
        .Int("priority", refusal => (int)refusal.Priority);

    public static readonly string InsertSql = Columns.InsertSql("alert_refusal", "(farm, rule_id, source_id, time, reason) do nothing");

    /// <summary>Of which rules and sources those from when on go.</summary>
    public static readonly ColumnSet<AlertCommit> DeleteFromColumns = new ColumnSet<AlertCommit>()
        .Int("farm", commit => commit.Key.FarmId)
        .Text("rule_id", commit => commit.Key.RuleId)
        .Text("source_id", commit => commit.Key.SourceId)
        .Long("time", commit => commit.ReplaceSuppressedFrom);

    public static readonly string DeleteFromSql =
        $"delete from alert_refusal r using {DeleteFromColumns.UnnestSql} as s (farm, rule, source, start) where r.farm = s.farm and r.rule_id = s.rule and r.source_id = s.source and r.time >= s.start";

    public static async Task<Page<SuppressedAlert>> ListPageAsync(
        NpgsqlConnection connection, int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
    {
        var list = AlertListQueries.SuppressedAlerts('$', $"{Columns.Names}, number", farmId, PostgresText.Sanitize(ruleId), PostgresText.Sanitize(sourceId), from, to);
        var page = await PagedQueryReader.ReadPageAsync(
            connection,
            list,
            first,
            after,
            row => (Refusal: Read(row), Number: row.GetInt64(6)),
            one => PagedQuery.FormatCursor(one.Refusal.Time, one.Number),
            cancellationToken,
            hasNumericKey: true);
        return new([.. page.Items.Select(one => one.Refusal)], page.Cursors, page.HasNext, page.Total);
    }

    public static async Task<IReadOnlyList<SuppressedAlertCount>> CountByReasonAsync(
        NpgsqlConnection connection, int farmId, string? ruleId, long since, CancellationToken cancellationToken)
        => ruleId is null
            ? await connection.QueryAsync(
                "select rule_id, null::text, reason, count(*) from alert_refusal where farm = $1 and time >= $2 group by rule_id, reason order by rule_id, reason",
                ReadCount,
                cancellationToken,
                farmId,
                since)
            : await connection.QueryAsync(
                "select rule_id, source_id, reason, count(*) from alert_refusal where farm = $1 and rule_id = $3 and time >= $2 group by rule_id, source_id, reason "
                + "order by source_id, reason",
                ReadCount,
                cancellationToken,
                farmId,
                since,
                ruleId);

    private static SuppressedAlertCount ReadCount(NpgsqlDataReader row) => new(row.GetString(0), row.TextOrNull(1), (SuppressionReason)row.GetInt32(2), row.GetInt64(3));

    private static SuppressedAlert Read(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            RuleId = row.GetString(1),
            SourceId = row.GetString(2),
            Time = row.GetInt64(3),
            Reason = (SuppressionReason)row.GetInt32(4),
            Priority = (Priority)row.GetInt32(5),
        };
}
