using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres.Registry;

internal static class AnimalTable
{
    public const string Columns =
        "farm, id, name, birth_date, lactation, calved_at, tag_epc, herd_group, official_scheme, official_id, sex, breed, place";

    private const string Filter = "farm = $1 and ($2::text is null or strpos(search, $2::text) > 0)";

    public static async Task<AnimalRegistration?> FindAsync(NpgsqlConnection connection, int farmId, string animalId, CancellationToken cancellationToken)
        => (await connection.QueryAsync($"select {Columns} from animal where farm = $1 and id = $2", Read, cancellationToken, farmId, animalId)).FirstOrDefault();

    public static Task<string?> FindIdByTagAsync(NpgsqlConnection connection, int farmId, string tagEpc, CancellationToken cancellationToken)
        => connection.QueryScalarAsync<string>("select id from animal where farm = $1 and tag_epc = $2", cancellationToken, farmId, tagEpc);

    public static Task<Page<AnimalRegistration>> ListPageAsync(
        NpgsqlConnection connection, int farmId, string? search, int first, string? after, CancellationToken cancellationToken)
        => connection.ReadPageAsync(
            $"select {Columns} from animal where {Filter} and id > $3 order by id limit $4",
            $"select count(*)::int from animal where {Filter}",
            [farmId, SearchText.ToSearchTerm(search)],
            after ?? "",
            first,
            Read,
            animal => animal.Id,
            cancellationToken);

    /// <summary>The ids that do not exist; when there is one, nothing is changed.</summary>
    public static async Task<IReadOnlyList<string>> SetGroupAsync(
        NpgsqlConnection connection, int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken)
    {
        string[] ids = [.. animalIds.Select(id => PostgresText.Sanitize(id))];

        // In one order, so that two who change the same wait for each other and not in a circle.
        var known = await connection.QueryAsync(
            "select id from animal where farm = $1 and id = any($2) order by id for update", row => row.GetString(0), cancellationToken, farmId, ids);
        var found = known.ToHashSet(StringComparer.Ordinal);
        string[] unknown = [.. animalIds.Where(id => !found.Contains(PostgresText.Sanitize(id)))];
        if (unknown.Length == 0)
        {
            await connection.ExecuteAsync("update animal set herd_group = $3::text where farm = $1 and id = any($2)", cancellationToken, farmId, ids, group);
        }

        return unknown;
    }

    public static async Task<IReadOnlyDictionary<string, string>> ListGroupsAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync(
            "select id, herd_group from animal where farm = $1 and herd_group is not null", row => (Id: row.GetString(0), Group: row.GetString(1)), cancellationToken, farmId);
        return rows.ToDictionary(row => row.Id, row => row.Group, StringComparer.Ordinal);
    }

    private static AnimalRegistration Read(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            Id = row.GetString(1),
            Name = row.TextOrNull(2),
            BirthDate = row.LongOrNull(3),
            Lactation = row.IntOrNull(4),
            CalvedAt = row.LongOrNull(5),
            TagEpc = row.TextOrNull(6),
            Group = row.TextOrNull(7),
            OfficialId = row.TextOrNull(8) is { } scheme ? new OfficialId(scheme, row.GetString(9)) : null,
            Sex = (Sex)row.GetInt32(10),
            Breed = row.TextOrNull(11),
            Place = row.TextOrNull(12),
        };
}
