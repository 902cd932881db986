using System.Globalization;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

/// <summary>A farm's book: its version, and the mutes and contacts in it.</summary>
internal static class RuleSetTable
{
    private const string MuteColumns = "farm, id, snooze, rule_id, source_id, barn, starts, ends, reason, muted_by";

    /// <param name="endedSince">Mutes that ended before are left out.</param>
    public static StoredRuleSet Load(SqliteSession session, int farmId, long endedSince)
    {
        // One snapshot, so that the version is that of the rest.
        session.Execute("begin");
        try
        {
            return StoredRuleSetFactory.Create(ReadVersion(session, farmId), RuleTable.ListActive(session, farmId), ReadMutes(session, farmId, endedSince), ReadContacts(session, farmId));
        }
        finally
        {
            session.Execute("commit");
        }
    }

    public static IReadOnlyDictionary<int, long> LoadVersions(SqliteSession session, IReadOnlyCollection<int> farmIds)
    {
        var versions = new Dictionary<int, long>(farmIds.Count);
        using var rows = session.Prepare("select farm, version from alert_book where farm in (select value from json_each(?1))");
        rows.Bind(1, $"[{string.Join(',', farmIds.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]");
        while (rows.Step())
        {
            versions[rows.Int(0)] = rows.Long(1);
        }

        return versions;
    }

    public static void IncrementVersion(SqliteSession session, int farmId)
    {
        using var raise = session.Prepare("insert into alert_book (farm, version) values (?1, 1) on conflict (farm) do update set version = version + 1");
        raise.Bind(1, farmId);
        raise.Execute();
    }

    public static bool Save(SqliteSession session, AlertMute mute)
    {
        using (var insert = session.Prepare($"insert or replace into alert_mute ({MuteColumns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"))
        {
            insert.Bind(1, mute.FarmId);
            insert.Bind(2, mute.Id);
            insert.Bind(3, mute.IsSnooze);
            insert.Bind(4, mute.RuleId);
            insert.Bind(5, mute.SourceId);
            insert.Bind(6, mute.BarnId);
            insert.Bind(7, mute.From);
            insert.Bind(8, mute.To);
            insert.Bind(9, mute.Reason);
            insert.Bind(10, mute.CreatedBy);
            insert.Execute();
        }

        IncrementVersion(session, mute.FarmId);
        return true;
    }

    public static bool Save(SqliteSession session, Contact contact)
    {
        using (var insert = session.Prepare("insert or replace into alert_contact (farm, id, contact) values (?1, ?2, ?3)"))
        {
            insert.Bind(1, contact.FarmId);
            insert.Bind(2, contact.Id);
            insert.Bind(3, StoredJson.Serialize(contact));
            insert.Execute();
        }

        IncrementVersion(session, contact.FarmId);
        return true;
    }

    public static bool RemoveMute(SqliteSession session, int farmId, string muteId) => Remove(session, "delete from alert_mute where farm = ?1 and id = ?2", farmId, muteId);

    public static bool RemoveContact(SqliteSession session, int farmId, string contactId)
        => Remove(session, "delete from alert_contact where farm = ?1 and id = ?2", farmId, contactId);

    private static bool Remove(SqliteSession session, string sql, int farmId, string id)
    {
        using (var delete = session.Prepare(sql))
        {
            delete.Bind(1, farmId);
            delete.Bind(2, id);
            delete.Execute();
        }

        if (session.Changes == 0)
        {
            return false;
        }

        IncrementVersion(session, farmId);
        return true;
    }

    private static long ReadVersion(SqliteSession session, int farmId)
    {
        using var row = session.Prepare("select version from alert_book where farm = ?1");
        row.Bind(1, farmId);
        return row.Step() ? row.Long(0) : 0;
    }

    private static IReadOnlyList<AlertMute> ReadMutes(SqliteSession session, int farmId, long endedSince)
    {
        using var rows = session.Prepare($"select {MuteColumns} from alert_mute where farm = ?1 and ends >= ?2");
        rows.Bind(1, farmId);
        rows.Bind(2, endedSince);
        return Paging.ReadAll(rows, row => new AlertMute
        {
            FarmId = row.Int(0),
            Id = row.TextOrNull(1)!,
            IsSnooze = row.Int(2) != 0,
            RuleId = row.TextOrNull(3),
            SourceId = row.TextOrNull(4),
            BarnId = row.IntOrNull(5),
            From = row.Long(6),
            To = row.Long(7),
            Reason = row.TextOrNull(8),
            CreatedBy = row.TextOrNull(9),
        });
    }

    private static IReadOnlyList<Contact> ReadContacts(SqliteSession session, int farmId)
    {
        using var rows = session.Prepare("select contact from alert_contact where farm = ?1");
        rows.Bind(1, farmId);
        return Paging.ReadAll(rows, row => StoredJson.DeserializeContact(row.TextOrNull(0)!));
    }
}
