using System.Globalization;
using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Registry;

internal static class FarmTable
{
    private const string Columns = "id, name, time_zone";
    private const string Filter = "($1::int[] is null or id = any($1::int[]))";

    public static async Task<bool> AddAsync(NpgsqlConnection connection, FarmSnapshot farm, CancellationToken cancellation)
        => await connection.RunAsync($"insert into farm ({Columns}) values ($1, $2, $3) on conflict (id) do nothing", cancellation, farm.Id, farm.Name, farm.TimeZone) > 0;

    public static async Task<FarmSnapshot?> FindAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellation)
        => (await connection.ListAsync($"select {Columns} from farm where id = $1", Read, cancellation, farmId)).FirstOrDefault();

    public static Task<Page<FarmSnapshot>> PageAsync(
        NpgsqlConnection connection, IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellation)
        => connection.PageAsync(
            $"select {Columns} from farm where {Filter} and id > $2 order by id limit $3",
            $"select count(*)::int from farm where {Filter}",
            [only?.ToArray()],
            int.TryParse(after, NumberStyles.Integer, CultureInfo.InvariantCulture, out var last) ? last : 0,
            first,
            Read,
            farm => farm.Id.ToString(CultureInfo.InvariantCulture),
            cancellation);

    private static FarmSnapshot Read(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2));
}
