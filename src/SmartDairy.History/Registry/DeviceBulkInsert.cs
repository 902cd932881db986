using SmartDairy.Contracts.Devices;
using SmartDairy.History.Database;

namespace SmartDairy.History.Registry;

/// <summary>
/// Adds many devices, all or none. It looks before it writes, so that a conflict leaves nothing to undo; when another process adds one of
/// them in between, the store
/// runs the transaction again.
/// </summary>
internal static class DeviceBulkInsert
{
    public static async Task<IReadOnlyList<string>> AddAsync(SqlSession session, IReadOnlyList<DeviceRow> devices)
    {
        var (ids, places) = await ListTakenAsync(session, devices);
        var gateways = await ListGatewaysAsync(session, devices);
        var conflicts = DeviceConflicts.Find(devices, ids.Contains, places.Contains, gateways.GetValueOrDefault);
        if (conflicts.Count == 0)
        {
            // Rows are written in one order: two callers that add the same devices wait for each other, never in a circle.
            await session.InsertAsync(
                RegistryTables.Devices, [.. devices.OrderBy(device => device.Registration.Id, StringComparer.Ordinal)]);
        }

        return conflicts;
    }

    /// <summary>One statement, so that ids and places are of one moment.</summary>
    private static async Task<(HashSet<string> Ids, HashSet<string> Places)> ListTakenAsync(
        SqlSession session, IReadOnlyList<DeviceRow> devices)
    {
        string[] ids = [.. devices.Select(device => device.Registration.Id)];
        string[] places = [.. devices.Select(device => device.Registration.TopicPrefix)];
        var taken = await session.QueryAsync(
            $"select device_id, place from device where {session.Dialect.IsIn("device_id", "$1")} or {session.Dialect.IsIn("place", "$2")}",
            row => (Id: row.Text(), Place: row.Text()),
            ids,
            places);
        return (taken.Select(device => device.Id).ToHashSet(StringComparer.Ordinal), taken.Select(device => device.Place)
            .ToHashSet(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, DeviceRegistration>> ListGatewaysAsync(
        SqlSession session, IReadOnlyList<DeviceRow> devices)
    {
        string[] ids = [.. devices.Select(device => device.Registration.GatewayId).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return [];
        }

        var gateways = await session.SelectAsync(RegistryTables.Devices, $"where {session.Dialect.IsIn("device_id", "$1")}", (object)ids);
        return gateways.ToDictionary(gateway => gateway.Registration.Id, gateway => gateway.Registration, StringComparer.Ordinal);
    }
}
