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

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
    {
        var ids = await TakenAsync(connection, "device_id", devices.Select(device => device.Registration.Id), cancellation);
        var places = await TakenAsync(connection, "place", devices.Select(device => device.Registration.Place), cancellation);
        var gateways = await GatewaysAsync(connection, devices, cancellation);
        var conflicts = DeviceConflicts.Of(devices, ids.Contains, places.Contains, gateways.GetValueOrDefault);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.Begin();
        foreach (var device in devices)
        {
            Encode(rows, device);
        }

        rows.End();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellation);
        await copy.WriteAsync(rows.Written, cancellation);
        return [];
    }

    private static async Task<HashSet<string>> TakenAsync(NpgsqlConnection connection, string column, IEnumerable<string> values, CancellationToken cancellation)
        => [.. await connection.ListAsync(
            $"select {column} from device where {column} = any($1)", row => row.GetString(0), cancellation, (object)values.Select(value => Texts.Storable(value)).ToArray())];

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
