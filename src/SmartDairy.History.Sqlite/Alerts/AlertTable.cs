using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class AlertTable
{
    public const string Columns = "id, farm, rule_id, rule_version, rule_name, category, source_type, source_id, source_name, barn, zone, priority, state, message, details, "
        + "opened_at, raised_at, acknowledged_at, acknowledged_by, cleared_at, cleared_by, ended_at, retracted, assignee, occurrences, snoozed_until, due_at, "
        + "escalation_level, notified_at, revision";

    public const int ColumnCount = 30;

    private static readonly string UpsertSql =
        $"insert into alert ({Columns}) values (?1{string.Concat(Enumerable.Range(2, ColumnCount - 1).Select(i => $", ?{i}"))}) on conflict (id) do update set "
        + string.Join(", ", Columns.Split(", ").Skip(1).Select(column => $"{column} = excluded.{column}"));

    public static Alert? Find(SqliteSession session, string alertId)
    {
        using var row = session.Prepare($"select {Columns} from alert where id = ?1");
        row.Bind(1, alertId);
        return row.Step() ? Read(row) : null;
    }

    public static void Save(SqliteSession session, Alert alert)
    {
        using var upsert = session.Prepare(UpsertSql);
        upsert.Bind(1, alert.Id);
        upsert.Bind(2, alert.FarmId);
        upsert.Bind(3, alert.RuleId);
        upsert.Bind(4, alert.RuleVersion);
        upsert.Bind(5, alert.RuleName);
        upsert.Bind(6, alert.Category);
        upsert.Bind(7, alert.Source.Type);
        upsert.Bind(8, alert.Source.Id);
        upsert.Bind(9, alert.Source.Name);
        upsert.Bind(10, alert.Source.BarnId);
        upsert.Bind(11, alert.Source.ZoneId);
        upsert.Bind(12, (long)alert.Priority);
        upsert.Bind(13, (long)alert.State);
        upsert.Bind(14, alert.Message);
        upsert.Bind(15, alert.Details);
        upsert.Bind(16, alert.OpenedAt);
        upsert.Bind(17, alert.RaisedAt);
        upsert.Bind(18, alert.AcknowledgedAt);
        upsert.Bind(19, alert.AcknowledgedBy);
        upsert.Bind(20, alert.ClearedAt);
        upsert.Bind(21, alert.ClearedBy);
        upsert.Bind(22, alert.ConditionEndedAt);
        upsert.Bind(23, alert.Retracted);
        upsert.Bind(24, alert.Assignee);
        upsert.Bind(25, alert.Occurrences);
        upsert.Bind(26, alert.SnoozedUntil);
        upsert.Bind(27, alert.DueAt);
        upsert.Bind(28, alert.EscalationLevel);
        upsert.Bind(29, alert.NotifiedAt);
        upsert.Bind(30, alert.Revision);
        upsert.Execute();
    }

    /// <param name="row">Of <see cref="Columns"/>.</param>
    /// <param name="first">Where they begin.</param>
    public static Alert Read(SqliteStatement row, int first = 0)
        => new()
        {
            Id = row.TextOrNull(first)!,
            FarmId = row.Int(first + 1),
            RuleId = row.TextOrNull(first + 2)!,
            RuleVersion = row.Int(first + 3),
            RuleName = row.TextOrNull(first + 4)!,
            Category = row.TextOrNull(first + 5)!,
            Source = new AlertSource(row.TextOrNull(first + 6)!, row.TextOrNull(first + 7)!, row.TextOrNull(first + 8), row.IntOrNull(first + 9), row.IntOrNull(first + 10)),
            Priority = (Priority)row.Int(first + 11),
            State = (AlertState)row.Int(first + 12),
            Message = row.TextOrNull(first + 13)!,
            Details = row.TextOrNull(first + 14)!,
            OpenedAt = row.Long(first + 15),
            RaisedAt = row.Long(first + 16),
            AcknowledgedAt = row.LongOrNull(first + 17),
            AcknowledgedBy = row.TextOrNull(first + 18),
            ClearedAt = row.LongOrNull(first + 19),
            ClearedBy = row.TextOrNull(first + 20),
            ConditionEndedAt = row.LongOrNull(first + 21),
            Retracted = row.Int(first + 22) != 0,
            Assignee = row.TextOrNull(first + 23),
            Occurrences = row.Int(first + 24),
            SnoozedUntil = row.LongOrNull(first + 25),
            DueAt = row.LongOrNull(first + 26),
            EscalationLevel = row.Int(first + 27),
            NotifiedAt = row.LongOrNull(first + 28),
            Revision = row.Long(first + 29),
        };
}
