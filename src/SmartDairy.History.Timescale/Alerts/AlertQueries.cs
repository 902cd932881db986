using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

/// <summary>What is asked of alerts.</summary>
internal static class AlertQueries
{
    private const string Held = "(state < 2 or ended_at is null) and not retracted";

    public static async Task<IReadOnlyList<Alert>> OfAsync(
        NpgsqlConnection connection, int farmId, string ruleId, string sourceId, long since, CancellationToken cancellation)
        => await connection.ListAsync(
            $"select {AlertTable.Names} from alert where farm = $1 and rule_id = $2 and source_id = $3 and (opened_at >= $4 or ended_at >= $4 or ended_at is null or state < 2) "
            + "order by opened_at, id",
            row => AlertTable.Read(row),
            cancellation,
            farmId,
            ruleId,
            sourceId,
            since);

    public static async Task<IReadOnlyList<RuleStanding>> StandingsAsync(
        NpgsqlConnection connection, int farmId, string sourceId, long asOf, CancellationToken cancellation)
    {
        var rows = await connection.ListAsync(
            "select rule_id, opened_at, ended_at, priority from alert where farm = $1 and source_id = $2 and opened_at < $3 and not retracted "
            + "and (opened_at >= $4 or ended_at is null or ended_at >= $4) order by rule_id, opened_at",
            row => new StandingRow(row.GetString(0), row.GetInt64(1), row.LongOrNull(2), (Priority)row.GetInt32(3)),
            cancellation,
            farmId,
            sourceId,
            asOf,
            asOf - StandingRow.Span);
        return StandingRow.Standings(rows, asOf);
    }

    public static Task<Page<Alert>> PageAsync(NpgsqlConnection connection, AlertQuery query, int first, string? after, CancellationToken cancellation)
        => ListPages.PageAsync(
            connection,
            AlertLists.Alerts('$', AlertTable.Names, "not retracted", query),
            first,
            after,
            row => AlertTable.Read(row),
            alert => ListQuery.Cursor(alert.OpenedAt, alert.Id),
            cancellation);

    public static async Task<IReadOnlyList<AlertCount>> CountsAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellation)
        => await connection.ListAsync(
            "select barn, state, priority, count(*)::int from alert where farm = $1 and state < 2 and not retracted group by barn, state, priority "
            + "order by barn nulls first, state, priority",
            row => new AlertCount(row.IntOrNull(0), (AlertState)row.GetInt32(1), (Priority)row.GetInt32(2), row.GetInt32(3)),
            cancellation,
            farmId);

    public static async Task<IReadOnlyList<AlertKey>> DueAsync(NpgsqlConnection connection, int farmId, long until, int limit, CancellationToken cancellation)
        => await connection.ListAsync(
            "select rule_id, source_id from alert where farm = $1 and due_at <= $2 group by rule_id, source_id order by min(due_at), rule_id, source_id limit $3",
            row => new AlertKey(farmId, row.GetString(0), row.GetString(1)),
            cancellation,
            farmId,
            until,
            (long)limit);

    public static async Task<IReadOnlyList<AlertKey>> OpenAsync(NpgsqlConnection connection, int farmId, string? ruleId, int limit, CancellationToken cancellation)
    {
        const string Select = $"select distinct rule_id, source_id from alert where farm = $1 and {Held}";
        const string Order = "order by rule_id, source_id limit $2";
        return ruleId is null
            ? await connection.ListAsync($"{Select} {Order}", row => new AlertKey(farmId, row.GetString(0), row.GetString(1)), cancellation, farmId, (long)limit)
            : await connection.ListAsync(
                $"{Select} and rule_id = $3 {Order}", row => new AlertKey(farmId, row.GetString(0), row.GetString(1)), cancellation, farmId, (long)limit, ruleId);
    }
}
