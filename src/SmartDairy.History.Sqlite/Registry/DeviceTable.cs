using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

internal static class DeviceTable
{
    public const string Columns = "device_id, farm, type, barn, zone, animal, parlor, stall, gate, area, gateway, name, place, enabled";

    private const string Filter = "farm = ?1 and (?2 is null or type = ?2) and (?3 is null or barn = ?3) and (?4 is null or instr(search, ?4) > 0)";

    public static DeviceRow? Find(SqliteSession session, string deviceId)
    {
        using var row = session.Prepare($"select {Columns}, secret_hash from device where device_id = ?1");
        row.Bind(1, deviceId);
        return row.Step() ? new DeviceRow(Read(row), row.Blob(14)) : null;
    }

    public static IReadOnlyDictionary<string, TopicOwner> ResolvePlaces(SqliteSession session, IReadOnlyCollection<string> places)
    {
        var bindings = new Dictionary<string, TopicOwner>(places.Count, StringComparer.Ordinal);
        foreach (var place in places)
        {
            using var row = session.Prepare("select device_id, farm, gateway from device where place = ?1");
            row.Bind(1, place);
            if (row.Step())
            {
                bindings[place] = new TopicOwner(row.TextOrNull(0)!, row.Int(1), row.TextOrNull(2));
            }
        }

        return bindings;
    }

    public static bool SetEnabled(SqliteSession session, string deviceId, bool enabled)
    {
        using var update = session.Prepare("update device set enabled = ?2 where device_id = ?1");
        update.Bind(1, deviceId);
        update.Bind(2, enabled);
        update.Execute();
        return session.Changes > 0;
    }

    public static Page<DeviceRegistration> ListPage(SqliteSession session, int farmId, DeviceFilter filter, int first, string? after)
    {
        int total;
        using (var count = session.Prepare($"select count(*) from device where {Filter}"))
        {
            BindFilter(count, farmId, filter);
            count.Step();
            total = count.Int(0);
        }

        using var rows = session.Prepare($"select {Columns} from device where {Filter} and device_id > ?5 order by device_id limit ?6");
        BindFilter(rows, farmId, filter);
        rows.Bind(5, after ?? "");
        rows.Bind(6, first + 1L);
        return Paging.ReadPage(rows, first, Read, device => device.Id, total);
    }

    public static IReadOnlyList<DeviceRegistration> ListOfBarn(SqliteSession session, int farmId, int barnId)
    {
        using var rows = session.Prepare($"select {Columns} from device where farm = ?1 and barn = ?2 order by device_id");
        rows.Bind(1, farmId);
        rows.Bind(2, barnId);
        return Paging.ReadAll(rows, Read);
    }

    public static IReadOnlyList<DeviceRegistration> ListOfAnimal(SqliteSession session, int farmId, string animalId)
    {
        using var rows = session.Prepare($"select {Columns} from device where farm = ?1 and animal = ?2 order by device_id");
        rows.Bind(1, farmId);
        rows.Bind(2, animalId);
        return Paging.ReadAll(rows, Read);
    }

    public static IReadOnlyList<int> ListBarns(SqliteSession session, int farmId)
    {
        using var rows = session.Prepare("select distinct barn from device where farm = ?1 and barn is not null order by barn");
        rows.Bind(1, farmId);
        return Paging.ReadAll(rows, row => row.Int(0));
    }

    private static void BindFilter(SqliteStatement rows, int farmId, DeviceFilter filter)
    {
        rows.Bind(1, farmId);
        rows.Bind(2, (long?)filter.Type);
        rows.Bind(3, filter.BarnId);
        rows.Bind(4, string.IsNullOrEmpty(filter.Search) ? null : filter.Search.ToLowerInvariant());
    }

    private static DeviceRegistration Read(SqliteStatement row)
        => new()
        {
            Id = row.TextOrNull(0)!,
            FarmId = row.Int(1),
            Type = (DeviceType)row.Int(2),
            BarnId = row.IntOrNull(3),
            ZoneId = row.IntOrNull(4),
            AnimalId = row.TextOrNull(5),
            ParlorId = row.IntOrNull(6),
            StallId = row.IntOrNull(7),
            GateId = row.TextOrNull(8),
            AreaId = row.TextOrNull(9),
            GatewayId = row.TextOrNull(10),
            Name = row.TextOrNull(11),
            TopicPrefix = row.TextOrNull(12)!,
            Enabled = row.Int(13) != 0,
        };
}
