using SmartDairy.Contracts.Devices;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Many devices at once, all or none. It looks before it writes, so that a conflict leaves nothing to undo.</summary>
internal static class DeviceBulkInsert
{
    public static IReadOnlyList<string> Add(SqliteSession session, IReadOnlyList<DeviceRow> devices)
    {
        var conflicts = DeviceConflicts.Find(
            devices,
            id => Exists(session, "select 1 from device where device_id = ?1", id),
            place => Exists(session, "select 1 from device where place = ?1", place),
            id => DeviceTable.Find(session, id)?.Registration);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        using var insert = session.Prepare(
            $"insert into device ({DeviceTable.Columns}, secret_hash, search) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
        foreach (var device in devices)
        {
            Bind(insert, device);
            insert.Execute();
        }

        return [];
    }

    private static bool Exists(SqliteSession session, string sql, string value)
    {
        using var row = session.Prepare(sql);
        row.Bind(1, value);
        return row.Step();
    }

    private static void Bind(SqliteStatement insert, DeviceRow row)
    {
        var device = row.Registration;
        insert.Bind(1, device.Id);
        insert.Bind(2, device.FarmId);
        insert.Bind(3, (long)device.Type);
        insert.Bind(4, device.BarnId);
        insert.Bind(5, device.ZoneId);
        insert.Bind(6, device.AnimalId);
        insert.Bind(7, device.ParlorId);
        insert.Bind(8, device.StallId);
        insert.Bind(9, device.GateId);
        insert.Bind(10, device.AreaId);
        insert.Bind(11, device.GatewayId);
        insert.Bind(12, device.Name);
        insert.Bind(13, device.TopicPrefix);
        insert.Bind(14, device.Enabled);
        insert.Bind(15, row.SecretHash.Span);
        insert.Bind(16, SearchText.Combine(device.Id, device.Name));
    }
}
