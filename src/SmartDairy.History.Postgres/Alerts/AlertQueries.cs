using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

/// <summary>What is asked of alerts.</summary>
internal static class AlertQueries
{
    private const string OpenOrHeldCondition = "(state < 2 or ended_at is null) and not retracted";

    public static async Task<IReadOnlyList<Alert>> ListSinceAsync(
        NpgsqlConnection connection, int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            $"select {AlertTable.ColumnNames} from alert where farm = $1 and rule_id = $2 and source_id = $3 and (opened_at >= $4 or ended_at >= $4 or ended_at is null or state < 2) "
            + "order by opened_at, id",
            row => AlertTable.Read(row),
            cancellationToken,
            farmId,
            ruleId,
            sourceId,
            since);

    public static async Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(
        NpgsqlConnection connection, int farmId, string sourceId, long asOf, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync(
            "select rule_id, opened_at, ended_at, priority from alert where farm = $1 and source_id = $2 and opened_at < $3 and not retracted "
            + "and (opened_at >= $4 or ended_at is null or ended_at >= $4) order by rule_id, opened_at",
            row => new AlertInterval(row.GetString(0), row.GetInt64(1), row.LongOrNull(2), (Priority)row.GetInt32(3)),
            cancellationToken,
            farmId,
            sourceId,
            asOf,
            asOf - AlertInterval.LookbackMilliseconds);
        return AlertInterval.ToRuleStates(rows, asOf);
    }

    public static Task<Page<Alert>> ListPageAsync(NpgsqlConnection connection, AlertQuery query, int first, string? after, CancellationToken cancellationToken)
        => PagedQueryReader.ReadPageAsync(
            connection,
            AlertListQueries.Alerts('$', AlertTable.ColumnNames, "not retracted", query),
            first,
            after,
            row => AlertTable.Read(row),
            alert => PagedQuery.FormatCursor(alert.OpenedAt, alert.Id),
            cancellationToken);

    public static async Task<IReadOnlyList<AlertCount>> CountUnclearedAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            "select barn, state, priority, count(*)::int from alert where farm = $1 and state < 2 and not retracted group by barn, state, priority "
            + "order by barn nulls first, state, priority",
            row => new AlertCount(row.IntOrNull(0), (AlertState)row.GetInt32(1), (Priority)row.GetInt32(2), row.GetInt32(3)),
            cancellationToken,
            farmId);

    public static async Task<IReadOnlyList<AlertKey>> ListDueAsync(NpgsqlConnection connection, int farmId, long until, int limit, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            "select rule_id, source_id from alert where farm = $1 and due_at <= $2 group by rule_id, source_id order by min(due_at), rule_id, source_id limit $3",
            row => new AlertKey(farmId, row.GetString(0), row.GetString(1)),
            cancellationToken,
            farmId,
            until,
            (long)limit);

    public static async Task<IReadOnlyList<AlertKey>> ListOpenAsync(NpgsqlConnection connection, int farmId, string? ruleId, int limit, CancellationToken cancellationToken)
    {
        const string Select = $"select distinct rule_id, source_id from alert where farm = $1 and {OpenOrHeldCondition}";
        const string Order = "order by rule_id, source_id limit $2";
        return ruleId is null
            ? await connection.QueryAsync($"{Select} {Order}", row => new AlertKey(farmId, row.GetString(0), row.GetString(1)), cancellationToken, farmId, (long)limit)
            : await connection.QueryAsync(
                $"{Select} and rule_id = $3 {Order}", row => new AlertKey(farmId, row.GetString(0), row.GetString(1)), cancellationToken, farmId, (long)limit, ruleId);
    }
}
