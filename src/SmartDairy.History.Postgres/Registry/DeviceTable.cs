using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres.Registry;

internal static class DeviceTable
{
    public const string Columns = "device_id, farm, type, barn, zone, animal, parlor, stall, gate, area, gateway, name, place, enabled";

    private const string Filter = "farm = $1 and ($2::int is null or type = $2::int) and ($3::int is null or barn = $3::int) and ($4::text is null or strpos(search, $4::text) > 0)";

    public static async Task<DeviceRow?> FindAsync(NpgsqlConnection connection, string deviceId, CancellationToken cancellationToken)
        => (await connection.QueryAsync(
            $"select {Columns}, secret_hash from device where device_id = $1", row => new DeviceRow(Read(row), row.GetFieldValue<byte[]>(14)), cancellationToken, deviceId)).FirstOrDefault();

    public static async Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> places, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            "select place, device_id, farm, gateway from device where place = any($1)",
            row => (Place: row.GetString(0), Binding: new TopicOwner(row.GetString(1), row.GetInt32(2), row.TextOrNull(3))),
            cancellationToken,
            (object)places.Select(place => PostgresText.Sanitize(place)).ToArray());
        return found.ToDictionary(one => one.Place, one => one.Binding, StringComparer.Ordinal);
    }

    public static async Task<bool> SetEnabledAsync(NpgsqlConnection connection, string deviceId, bool enabled, CancellationToken cancellationToken)
        => await connection.ExecuteAsync("update device set enabled = $2 where device_id = $1", cancellationToken, deviceId, enabled) > 0;

    public static Task<Page<DeviceRegistration>> ListPageAsync(
        NpgsqlConnection connection, int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken)
        => connection.ReadPageAsync(
            $"select {Columns} from device where {Filter} and device_id > $5 order by device_id limit $6",
            $"select count(*)::int from device where {Filter}",
            [farmId, (int?)filter.Type, filter.BarnId, SearchText.ToSearchTerm(filter.Search)],
            after ?? "",
            first,
            Read,
            device => device.Id,
            cancellationToken);

    public static async Task<IReadOnlyList<DeviceRegistration>> ListOfBarnAsync(NpgsqlConnection connection, int farmId, int barnId, CancellationToken cancellationToken)
        => await connection.QueryAsync($"select {Columns} from device where farm = $1 and barn = $2 order by device_id", Read, cancellationToken, farmId, barnId);

    public static async Task<IReadOnlyList<DeviceRegistration>> ListOfAnimalAsync(NpgsqlConnection connection, int farmId, string animalId, CancellationToken cancellationToken)
        => await connection.QueryAsync($"select {Columns} from device where farm = $1 and animal = $2 order by device_id", Read, cancellationToken, farmId, animalId);

    public static async Task<IReadOnlyList<int>> ListBarnsAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            "select distinct barn from device where farm = $1 and barn is not null order by barn", row => row.GetInt32(0), cancellationToken, farmId);

    public static DeviceRegistration Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            FarmId = row.GetInt32(1),
            Type = (DeviceType)row.GetInt32(2),
            BarnId = row.IntOrNull(3),
            ZoneId = row.IntOrNull(4),
            AnimalId = row.TextOrNull(5),
            ParlorId = row.IntOrNull(6),
            StallId = row.IntOrNull(7),
            GateId = row.TextOrNull(8),
            AreaId = row.TextOrNull(9),
            GatewayId = row.TextOrNull(10),
            Name = row.TextOrNull(11),
            TopicPrefix = row.GetString(12),
            Enabled = row.GetBoolean(13),
        };
}
