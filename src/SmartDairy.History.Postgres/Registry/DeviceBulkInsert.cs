using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres.Registry;

/// <summary>
/// Many devices at once, all or none. It looks before it writes; when another process was quicker between the two, the transaction starts over and looks again.
/// </summary>
internal static class DeviceBulkInsert
{
    private const string Insert = $"copy device ({DeviceTable.Columns}, secret_hash, search) from stdin (format binary)";
    private const string TakenSql = "select device_id, place from device where device_id = any($1) or place = any($2)";

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
    {
        var taken = await ListTakenAsync(connection, devices, cancellationToken);
        var gateways = await ListGatewaysAsync(connection, devices, cancellationToken);
        var conflicts = DeviceConflicts.Find(devices, taken.Ids.Contains, taken.Places.Contains, gateways.GetValueOrDefault);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.BeginCopy();

        // In one order, so that two who add the same wait for each other and not in a circle.
        foreach (var device in devices.OrderBy(device => device.Registration.Id, StringComparer.Ordinal))
        {
            Encode(rows, device);
        }

        rows.EndCopy();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellationToken);
        await copy.WriteAsync(rows.Written, cancellationToken);
        return [];
    }

    /// <summary>One statement, so that ids and places are of one moment.</summary>
    private static async Task<(HashSet<string> Ids, HashSet<string> Places)> ListTakenAsync(
        NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
    {
        string[] ids = [.. devices.Select(device => PostgresText.Sanitize(device.Registration.Id))];
        string[] places = [.. devices.Select(device => PostgresText.Sanitize(device.Registration.TopicPrefix))];
        var found = await connection.QueryAsync(TakenSql, row => (Id: row.GetString(0), Place: row.GetString(1)), cancellationToken, ids, places);
        return (found.Select(one => one.Id).ToHashSet(StringComparer.Ordinal), found.Select(one => one.Place).ToHashSet(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, DeviceRegistration>> ListGatewaysAsync(
        NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
    {
        string[] named = [.. devices.Select(device => PostgresText.Sanitize(device.Registration.GatewayId)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Length == 0
            ? []
            : (await connection.QueryAsync($"select {DeviceTable.Columns} from device where device_id = any($1)", DeviceTable.Read, cancellationToken, (object)named))
                .ToDictionary(device => device.Id, StringComparer.Ordinal);
    }

    private static void Encode(CopyBuffer row, DeviceRow added)
    {
        var device = added.Registration;
        row.BeginRow(16);
        row.Text(device.Id);
        row.Int(device.FarmId);
        row.Int((int)device.Type);
        row.Int(device.BarnId);
        row.Int(device.ZoneId);
        row.Text(device.AnimalId);
        row.Int(device.ParlorId);
        row.Int(device.StallId);
        row.Text(device.GateId);
        row.Text(device.AreaId);
        row.Text(device.GatewayId);
        row.Text(device.Name);
        row.Text(device.TopicPrefix);
        row.Bool(device.Enabled);
        row.Bytes(added.SecretHash.Span);
        row.Text(SearchText.Combine(device.Id, device.Name));
    }
}
