using SmartDairy.Contracts.Devices;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Many devices at once, all or none. It looks before it writes, so that a conflict leaves nothing to undo.</summary>
internal static class DeviceAddition
{
    private const int MaxSentences = 20;

    public static IReadOnlyList<string> Add(Session session, IReadOnlyList<DeviceRow> devices)
    {
        var conflicts = Conflicts(session, devices);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        using var insert = session.Use(
            $"insert into device ({DeviceTable.Columns}, secret_hash, search) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
        foreach (var device in devices)
        {
            Bind(insert, device);
            insert.Run();
        }

        return [];
    }

    private static List<string> Conflicts(Session session, IReadOnlyList<DeviceRow> devices)
    {
        var conflicts = new List<string>();
        var added = new Dictionary<string, DeviceRegistration>(devices.Count, StringComparer.Ordinal);
        var places = new HashSet<string>(devices.Count, StringComparer.Ordinal);
        foreach (var (device, _) in devices)
        {
            if (!added.TryAdd(device.Id, device))
            {
                conflicts.Add($"The device id {device.Id} is given more than once.");
            }
            else if (Exists(session, "select 1 from device where device_id = ?1", device.Id))
            {
                conflicts.Add($"The device id {device.Id} is taken.");
            }

            if (!places.Add(device.Place))
            {
                conflicts.Add($"The place {device.Place} is given more than once.");
            }
            else if (Exists(session, "select 1 from device where place = ?1", device.Place))
            {
                conflicts.Add($"The place {device.Place} of {device.Id} is taken by another device.");
            }
        }

        foreach (var (device, _) in devices)
        {
            if (device.GatewayId is { } gatewayId && Objection(session, added, device, gatewayId) is { } sentence)
            {
                conflicts.Add(sentence);
            }
        }

        if (conflicts.Count > MaxSentences)
        {
            conflicts.RemoveRange(MaxSentences, conflicts.Count - MaxSentences);
        }

        return conflicts;
    }

    private static string? Objection(Session session, Dictionary<string, DeviceRegistration> added, DeviceRegistration device, string gatewayId)
    {
        var gateway = added.GetValueOrDefault(gatewayId) ?? DeviceTable.Find(session, gatewayId)?.Registration;
        return gateway is null || gateway.FarmId != device.FarmId ? $"The gateway {gatewayId} of {device.Id} is not registered on farm {device.FarmId}."
            : gateway.Type != DeviceType.Gateway ? $"{gatewayId}, named as the gateway of {device.Id}, is not a gateway."
            : null;
    }

    private static bool Exists(Session session, string sql, string value)
    {
        using var row = session.Use(sql);
        row.Bind(1, value);
        return row.Step();
    }

    private static void Bind(Statement insert, DeviceRow row)
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
        insert.Bind(13, device.Place);
        insert.Bind(14, device.Enabled);
        insert.Bind(15, row.SecretHash.Span);
        insert.Bind(16, Paging.Searchable(device.Id, device.Name));
    }
}
