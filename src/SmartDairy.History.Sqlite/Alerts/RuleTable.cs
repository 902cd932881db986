using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class RuleTable
{
    private const string Columns = "id, version, farm, saved_at, saved_by, deleted, definition";

    public static bool Save(SqliteSession session, StoredRule rule)
    {
        var newest = FindNewest(session, rule.Id);
        if (rule.Version != (newest?.Version ?? 0) + 1 || (newest is not null && newest.FarmId != rule.FarmId))
        {
            return false;
        }

        using (var old = session.Prepare("update alert_rule set newest = 0 where id = ?1 and newest = 1"))
        {
            old.Bind(1, rule.Id);
            old.Execute();
        }

        using (var insert = session.Prepare($"insert into alert_rule ({Columns}, newest) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)"))
        {
            insert.Bind(1, rule.Id);
            insert.Bind(2, rule.Version);
            insert.Bind(3, rule.FarmId);
            insert.Bind(4, rule.SavedAt);
            insert.Bind(5, rule.SavedBy);
            insert.Bind(6, rule.Deleted);
            insert.Bind(7, StoredJson.Serialize(rule.Definition));
            insert.Execute();
        }

        RuleSetTable.IncrementVersion(session, rule.FarmId);
        return true;
    }

    public static StoredRule? FindNewest(SqliteSession session, string ruleId)
    {
        using var row = session.Prepare($"select {Columns} from alert_rule where id = ?1 order by version desc limit 1");
        row.Bind(1, ruleId);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<StoredRule> ListVersions(SqliteSession session, string ruleId, int limit)
    {
        using var rows = session.Prepare($"select {Columns} from alert_rule where id = ?1 order by version desc limit ?2");
        rows.Bind(1, ruleId);
        rows.Bind(2, limit);
        return Paging.ReadAll(rows, Read);
    }

    /// <summary>The newest version of every rule that is not deleted.</summary>
    public static IReadOnlyList<StoredRule> ListActive(SqliteSession session, int farmId)
    {
        using var rows = session.Prepare($"select {Columns} from alert_rule where farm = ?1 and newest = 1 and deleted = 0");
        rows.Bind(1, farmId);
        return Paging.ReadAll(rows, Read);
    }

    private static StoredRule Read(SqliteStatement row)
        => new()
        {
            Id = row.TextOrNull(0)!,
            Version = row.Int(1),
            FarmId = row.Int(2),
            SavedAt = row.Long(3),
            SavedBy = row.TextOrNull(4),
            Deleted = row.Int(5) != 0,
            Definition = StoredJson.DeserializeDefinition(row.TextOrNull(6)!),
        };
}
