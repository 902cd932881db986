using Npgsql;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres.Registry;

/// <summary>Many animals at once, all or none; as with devices, whoever was overtaken looks again.</summary>
internal static class AnimalBulkInsert
{
    private const string Insert = $"copy animal ({AnimalTable.Columns}, search) from stdin (format binary)";
    private const string TakenSql = "select farm, id, tag_epc from animal a where (farm, id) in (select * from unnest($1, $2)) or (farm, tag_epc) in (select * from unnest($1, $3))";

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
    {
        var taken = await ListTakenAsync(connection, animals, cancellationToken);
        var ids = taken.Select(one => (one.Farm, one.Id)).ToHashSet();
        var tags = taken.Where(one => one.Tag is not null).ToDictionary(one => (one.Farm, one.Tag!), one => one.Id);
        var conflicts = AnimalConflicts.Find(animals, (farm, id) => ids.Contains((farm, id)), (farm, tag) => tags.GetValueOrDefault((farm, tag)));
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.BeginCopy();

        // In one order, so that two who add the same wait for each other and not in a circle.
        foreach (var animal in animals.OrderBy(animal => animal.FarmId).ThenBy(animal => animal.Id, StringComparer.Ordinal))
        {
            Encode(rows, animal);
        }

        rows.EndCopy();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellationToken);
        await copy.WriteAsync(rows.Written, cancellationToken);
        return [];
    }

    /// <summary>One statement, so that ids and tags are of one moment.</summary>
    private static Task<List<(int Farm, string Id, string? Tag)>> ListTakenAsync(
        NpgsqlConnection connection, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
    {
        int[] farms = [.. animals.Select(animal => animal.FarmId)];
        string[] ids = [.. animals.Select(animal => PostgresText.Sanitize(animal.Id))];
        string?[] tags = [.. animals.Select(animal => PostgresText.Sanitize(animal.TagEpc))];
        return connection.QueryAsync(TakenSql, row => (row.GetInt32(0), row.GetString(1), row.TextOrNull(2)), cancellationToken, farms, ids, tags);
    }

    private static void Encode(CopyBuffer row, AnimalRegistration animal)
    {
        row.BeginRow(14);
        row.Int(animal.FarmId);
        row.Text(animal.Id);
        row.Text(animal.Name);
        row.Long(animal.BirthDate);
        row.Int(animal.Lactation);
        row.Long(animal.CalvedAt);
        row.Text(animal.TagEpc);
        row.Text(animal.Group);
        row.Text(animal.OfficialId?.Scheme);
        row.Text(animal.OfficialId?.Id);
        row.Int((int)animal.Sex);
        row.Text(animal.Breed);
        row.Text(animal.Place);
        row.Text(SearchText.Combine(animal.Id, animal.Name, animal.TagEpc, animal.OfficialId?.Id));
    }
}
