using Npgsql;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class AlertTable
{
    public static readonly ColumnSet<Alert> Columns = new ColumnSet<Alert>()
        .Text("id", alert => alert.Id)
        .Int("farm", alert => alert.FarmId)
        .Text("rule_id", alert => alert.RuleId)
        .Int("rule_version", alert => alert.RuleVersion)
        .Text("rule_name", alert => alert.RuleName)
        .Text("category", alert => alert.Category)
        .Text("source_type", alert => alert.Source.Type)
        .Text("source_id", alert => alert.Source.Id)
        .Text("source_name", alert => alert.Source.Name)
        .Int("barn", alert => alert.Source.BarnId)
        .Int("zone", alert => alert.Source.ZoneId)
        .Int("priority", alert => (int)alert.Priority)
        .Int("state", alert => (int)alert.State)
        .Text("message", alert => alert.Message)
        .Text("details", alert => alert.Details)
        .Long("opened_at", alert => alert.OpenedAt)
        .Long("raised_at", alert => alert.RaisedAt)
        .Long("acknowledged_at", alert => alert.AcknowledgedAt)
        .Text("acknowledged_by", alert => alert.AcknowledgedBy)
        .Long("cleared_at", alert => alert.ClearedAt)
        .Text("cleared_by", alert => alert.ClearedBy)
        .Long("ended_at", alert => alert.ConditionEndedAt)
        .Bool("retracted", alert => alert.Retracted)
        .Text("assignee", alert => alert.Assignee)
        .Int("occurrences", alert => alert.Occurrences)
        .Long("snoozed_until", alert => alert.SnoozedUntil)
        .Long("due_at", alert => alert.DueAt)
        .Int("escalation_level", alert => alert.EscalationLevel)
        .Long("notified_at", alert => alert.NotifiedAt)
        .Long("revision", alert => alert.Revision);

    public static readonly string ColumnNames = Columns.Names;
    public static readonly string UpsertSql = Columns.UpsertSql("alert");

    public static async Task<Alert?> FindAsync(NpgsqlConnection connection, string alertId, CancellationToken cancellationToken)
        => (await connection.QueryAsync($"select {ColumnNames} from alert where id = $1", row => Read(row), cancellationToken, alertId)).FirstOrDefault();

    /// <param name="row">Of <see cref="Columns"/>.</param>
    /// <param name="first">Where they begin.</param>
    public static Alert Read(NpgsqlDataReader row, int first = 0)
        => new()
        {
            Id = row.GetString(first),
            FarmId = row.GetInt32(first + 1),
            RuleId = row.GetString(first + 2),
            RuleVersion = row.GetInt32(first + 3),
            RuleName = row.GetString(first + 4),
            Category = row.GetString(first + 5),
            Source = new AlertSource(row.GetString(first + 6), row.GetString(first + 7), row.TextOrNull(first + 8), row.IntOrNull(first + 9), row.IntOrNull(first + 10)),
            Priority = (Priority)row.GetInt32(first + 11),
            State = (AlertState)row.GetInt32(first + 12),
            Message = row.GetString(first + 13),
            Details = row.GetString(first + 14),
            OpenedAt = row.GetInt64(first + 15),
            RaisedAt = row.GetInt64(first + 16),
            AcknowledgedAt = row.LongOrNull(first + 17),
            AcknowledgedBy = row.TextOrNull(first + 18),
            ClearedAt = row.LongOrNull(first + 19),
            ClearedBy = row.TextOrNull(first + 20),
            ConditionEndedAt = row.LongOrNull(first + 21),
            Retracted = row.GetBoolean(first + 22),
            Assignee = row.TextOrNull(first + 23),
            Occurrences = row.GetInt32(first + 24),
            SnoozedUntil = row.LongOrNull(first + 25),
            DueAt = row.LongOrNull(first + 26),
            EscalationLevel = row.GetInt32(first + 27),
            NotifiedAt = row.LongOrNull(first + 28),
            Revision = row.GetInt64(first + 29),
        };

    /// <summary>The alert as it can be stored, so that what is read again compares as the same.</summary>
    public static Alert Sanitize(Alert alert)
        => alert with
        {
            Id = PostgresText.Sanitize(alert.Id),
            RuleId = PostgresText.Sanitize(alert.RuleId),
            RuleName = PostgresText.Sanitize(alert.RuleName),
            Category = PostgresText.Sanitize(alert.Category),
            Source = alert.Source with { Type = PostgresText.Sanitize(alert.Source.Type), Id = PostgresText.Sanitize(alert.Source.Id), Name = PostgresText.Sanitize(alert.Source.Name) },
            Message = PostgresText.Sanitize(alert.Message),
            Details = PostgresText.Sanitize(alert.Details),
            AcknowledgedBy = PostgresText.Sanitize(alert.AcknowledgedBy),
            ClearedBy = PostgresText.Sanitize(alert.ClearedBy),
            Assignee = PostgresText.Sanitize(alert.Assignee),
        };
}
