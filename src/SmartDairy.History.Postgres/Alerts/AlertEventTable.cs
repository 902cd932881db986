using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class AlertEventTable
{
    public static readonly ColumnSet<AlertEvent> Columns = new ColumnSet<AlertEvent>()
        .Int("farm", happened => happened.FarmId)
        .Long("sequence", happened => happened.Sequence)
        .Text("alert_id", happened => happened.AlertId)
        .Long("at", happened => happened.At)
        .Int("kind", happened => (int)happened.Kind)
        .Text("done_by", happened => happened.By)
        .Text("body", happened => happened.Text);

    /// <summary>No sequence is ever there already: whoever gives them holds the farm's row.</summary>
    public static readonly string InsertSql = $"insert into alert_event ({Columns.Names}) select * from {Columns.UnnestSql}";

    private static readonly string ChangesSql =
        $"select {Columns.QualifiedNames("e")}, {AlertTable.Columns.QualifiedNames("a")} from alert_event e join alert a on a.id = e.alert_id "
        + "where e.farm = $1 and e.sequence > $2 order by e.sequence limit $3";

    public static Task<long> GetLastSequenceAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => connection.QueryScalarAsync<long>("select last from alert_sequence where farm = $1", cancellationToken, farmId);

    public static async Task<IReadOnlyList<AlertEvent>> ListOfAlertAsync(NpgsqlConnection connection, string alertId, int limit, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            $"select {Columns.Names} from alert_event where alert_id = $1 order by sequence limit $2", Read, cancellationToken, alertId, (long)limit);

    public static async Task<IReadOnlyList<AlertChange>> ListChangesAsync(NpgsqlConnection connection, int farmId, long after, int limit, CancellationToken cancellationToken)
        => await connection.QueryAsync(ChangesSql, row => new AlertChange(Read(row), AlertTable.Read(row, Columns.Count)), cancellationToken, farmId, after, (long)limit);

    public static AlertEvent Read(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            Sequence = row.GetInt64(1),
            AlertId = row.GetString(2),
            At = row.GetInt64(3),
            Kind = (AlertEventKind)row.GetInt32(4),
            By = row.TextOrNull(5),
            Text = row.TextOrNull(6),
        };
}
