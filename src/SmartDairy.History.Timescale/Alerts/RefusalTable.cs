using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

internal static class RefusalTable
{
    public static readonly ColumnSet<AlertRefusal> Columns = new ColumnSet<AlertRefusal>()
        .Int("farm", refusal => refusal.FarmId)
        .Text("rule_id", refusal => refusal.RuleId)
        .Text("source_id", refusal => refusal.SourceId)
        .Long("time", refusal => refusal.Time)
        .Int("reason", refusal => (int)refusal.Reason)
        .Int("priority", refusal => (int)refusal.Priority);

    public static readonly string Insert = Columns.Insert("alert_refusal", "(farm, rule_id, source_id, time, reason) do nothing");

    /// <summary>Of which rules and sources those from when on go.</summary>
    public static readonly ColumnSet<AlertCommit> Spans = new ColumnSet<AlertCommit>()
        .Int("farm", commit => commit.Key.FarmId)
        .Text("rule_id", commit => commit.Key.RuleId)
        .Text("source_id", commit => commit.Key.SourceId)
        .Long("time", commit => commit.RefusalsFrom);

    public static readonly string Remove =
        $"delete from alert_refusal r using {Spans.Unnested} as s (farm, rule, source, start) where r.farm = s.farm and r.rule_id = s.rule and r.source_id = s.source and r.time >= s.start";

    public static async Task<Page<AlertRefusal>> PageAsync(
        NpgsqlConnection connection, int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellation)
    {
        var list = AlertLists.Refusals('$', $"{Columns.Names}, number", farmId, Texts.Storable(ruleId), Texts.Storable(sourceId), from, to);
        var page = await ListPages.PageAsync(
            connection,
            list,
            first,
            after,
            row => (Refusal: Read(row), Number: row.GetInt64(6)),
            one => ListQuery.Cursor(one.Refusal.Time, one.Number),
            cancellation,
            numbers: true);
        return new([.. page.Items.Select(one => one.Refusal)], page.Cursors, page.HasNext, page.Total);
    }

    public static async Task<IReadOnlyList<RefusalCount>> CountsAsync(
        NpgsqlConnection connection, int farmId, string? ruleId, long since, CancellationToken cancellation)
        => ruleId is null
            ? await connection.ListAsync(
                "select rule_id, null::text, reason, count(*) from alert_refusal where farm = $1 and time >= $2 group by rule_id, reason order by rule_id, reason",
                Count,
                cancellation,
                farmId,
                since)
            : await connection.ListAsync(
                "select rule_id, source_id, reason, count(*) from alert_refusal where farm = $1 and rule_id = $3 and time >= $2 group by rule_id, source_id, reason "
                + "order by source_id, reason",
                Count,
                cancellation,
                farmId,
                since,
                ruleId);

    private static RefusalCount Count(NpgsqlDataReader row) => new(row.GetString(0), row.Text(1), (RefusalReason)row.GetInt32(2), row.GetInt64(3));

    private static AlertRefusal Read(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            RuleId = row.GetString(1),
            SourceId = row.GetString(2),
            Time = row.GetInt64(3),
            Reason = (RefusalReason)row.GetInt32(4),
            Priority = (Priority)row.GetInt32(5),
        };
}
