using System.Globalization;
using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Registry;

internal static class FarmTable
{
    private const string Columns = "id, name, time_zone";
    private const string Filter = "($1::int[] is null or id = any($1::int[]))";

    public static async Task<bool> AddAsync(NpgsqlConnection connection, FarmSnapshot farm, CancellationToken cancellationToken)
        => await connection.ExecuteAsync($"insert into farm ({Columns}) values ($1, $2, $3) on conflict (id) do nothing", cancellationToken, farm.Id, farm.Name, farm.TimeZone) > 0;

    public static async Task<FarmSnapshot?> FindAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => (await connection.QueryAsync($"select {Columns} from farm where id = $1", Read, cancellationToken, farmId)).FirstOrDefault();

    public static Task<Page<FarmSnapshot>> ListPageAsync(
        NpgsqlConnection connection, IReadOnlyCollection<int>? farmIds, int first, string? after, CancellationToken cancellationToken)
        => connection.ReadPageAsync(
            $"select {Columns} from farm where {Filter} and id > $2 order by id limit $3",
            $"select count(*)::int from farm where {Filter}",
            [farmIds?.ToArray()],
            int.TryParse(after, NumberStyles.Integer, CultureInfo.InvariantCulture, out var last) ? last : 0,
            first,
            Read,
            farm => farm.Id.ToString(CultureInfo.InvariantCulture),
            cancellationToken);

    private static FarmSnapshot Read(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2));
}
