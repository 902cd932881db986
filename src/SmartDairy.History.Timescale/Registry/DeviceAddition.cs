using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Registry;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;

namespace SmartDairy.History.Timescale.Registry;

/// <summary>
/// Many devices at once, all or none. It looks before it writes; when another process was quicker between the two, the transaction starts over and looks again.
/// </summary>
internal static class DeviceAddition
{
    private const string Insert = $"copy device ({DeviceTable.Columns}, secret_hash, search) from stdin (format binary)";
    private const string Taken = "select device_id, place from device where device_id = any($1) or place = any($2)";

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
    {
        var taken = await TakenAsync(connection, devices, cancellation);
        var gateways = await GatewaysAsync(connection, devices, cancellation);
        var conflicts = DeviceConflicts.Of(devices, taken.Ids.Contains, taken.Places.Contains, gateways.GetValueOrDefault);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.Begin();

        // In one order, so that two who add the same wait for each other and not in a circle.
        foreach (var device in devices.OrderBy(device => device.Registration.Id, StringComparer.Ordinal))
        {
            Encode(rows, device);
        }

        rows.End();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellation);
        await copy.WriteAsync(rows.Written, cancellation);
        return [];
    }

    /// <summary>One statement, so that ids and places are of one moment.</summary>
    private static async Task<(HashSet<string> Ids, HashSet<string> Places)> TakenAsync(
        NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
    {
        string[] ids = [.. devices.Select(device => Texts.Storable(device.Registration.Id))];
        string[] places = [.. devices.Select(device => Texts.Storable(device.Registration.Place))];
        var found = await connection.ListAsync(Taken, row => (Id: row.GetString(0), Place: row.GetString(1)), cancellation, ids, places);
        return (found.Select(one => one.Id).ToHashSet(StringComparer.Ordinal), found.Select(one => one.Place).ToHashSet(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, DeviceRegistration>> GatewaysAsync(
        NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
    {
        string[] named = [.. devices.Select(device => Texts.Storable(device.Registration.GatewayId)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Length == 0
            ? []
            : (await connection.ListAsync($"select {DeviceTable.Columns} from device where device_id = any($1)", DeviceTable.Read, cancellation, (object)named))
                .ToDictionary(device => device.Id, StringComparer.Ordinal);
    }

    private static void Encode(CopyBuffer row, DeviceRow added)
    {
        var device = added.Registration;
        row.Row(16);
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
        row.Text(device.Place);
        row.Flag(device.Enabled);
        row.Bytes(added.SecretHash.Span);
        row.Text(SearchText.Of(device.Id, device.Name));
    }
}
