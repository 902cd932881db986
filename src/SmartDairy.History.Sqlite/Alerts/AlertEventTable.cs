using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class AlertEventTable
{
    private const string Columns = "farm, sequence, alert_id, at, kind, done_by, body";
    private const int ColumnCount = 7;
    private static readonly string ChangesSql =
        $"select {Prefixed(Columns, "e")}, {Prefixed(AlertTable.Columns, "a")} from alert_event e join alert a on a.id = e.alert_id "
        + "where e.farm = ?1 and e.sequence > ?2 order by e.sequence limit ?3";

    public static void Append(SqliteSession session, int farmId, IReadOnlyList<AlertEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var sequence = GetLastSequence(session, farmId);
        using (var insert = session.Prepare($"insert into alert_event ({Columns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"))
        {
            foreach (var happened in events)
            {
                insert.Bind(1, farmId);
                insert.Bind(2, ++sequence);
                insert.Bind(3, happened.AlertId);
                insert.Bind(4, happened.At);
                insert.Bind(5, (long)happened.Kind);
                insert.Bind(6, happened.By);
                insert.Bind(7, happened.Text);
                insert.Execute();
            }
        }

        using var last = session.Prepare("insert into alert_sequence (farm, last) values (?1, ?2) on conflict (farm) do update set last = excluded.last");
        last.Bind(1, farmId);
        last.Bind(2, sequence);
        last.Execute();
    }

    public static bool IsStored(SqliteSession session, AlertEvent happened)
    {
        using var row = session.Prepare("select 1 from alert_event where alert_id = ?1 and at = ?2 and kind = ?3 and done_by is ?4 and body is ?5");
        row.Bind(1, happened.AlertId);
        row.Bind(2, happened.At);
        row.Bind(3, (long)happened.Kind);
        row.Bind(4, happened.By);
        row.Bind(5, happened.Text);
        return row.Step();
    }

    public static long GetLastSequence(SqliteSession session, int farmId)
    {
        using var row = session.Prepare("select last from alert_sequence where farm = ?1");
        row.Bind(1, farmId);
        return row.Step() ? row.Long(0) : 0;
    }

    public static IReadOnlyList<AlertEvent> ListOfAlert(SqliteSession session, string alertId, int limit)
    {
        using var rows = session.Prepare($"select {Columns} from alert_event where alert_id = ?1 order by sequence limit ?2");
        rows.Bind(1, alertId);
        rows.Bind(2, limit);
        return Paging.ReadAll(rows, Read);
    }

    public static IReadOnlyList<AlertChange> ListChanges(SqliteSession session, int farmId, long after, int limit)
    {
        using var rows = session.Prepare(ChangesSql);
        rows.Bind(1, farmId);
        rows.Bind(2, after);
        rows.Bind(3, limit);
        return Paging.ReadAll(rows, row => new AlertChange(Read(row), AlertTable.Read(row, ColumnCount)));
    }

    private static AlertEvent Read(SqliteStatement row)
        => new()
        {
            FarmId = row.Int(0),
            Sequence = row.Long(1),
            AlertId = row.TextOrNull(2)!,
            At = row.Long(3),
            Kind = (AlertEventKind)row.Int(4),
            By = row.TextOrNull(5),
            Text = row.TextOrNull(6),
        };

    private static string Prefixed(string columns, string alias) => string.Join(", ", columns.Split(", ").Select(column => $"{alias}.{column}"));
}
