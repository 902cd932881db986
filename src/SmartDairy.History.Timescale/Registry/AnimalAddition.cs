using Npgsql;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Registry;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;

namespace SmartDairy.History.Timescale.Registry;

/// <summary>Many animals at once, all or none; as with devices, whoever was overtaken looks again.</summary>
internal static class AnimalAddition
{
    private const string Insert = $"copy animal ({AnimalTable.Columns}, search) from stdin (format binary)";
    private const string Taken = "select farm, id, tag_epc from animal a where (farm, id) in (select * from unnest($1, $2)) or (farm, tag_epc) in (select * from unnest($1, $3))";

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation)
    {
        var taken = await TakenAsync(connection, animals, cancellation);
        var ids = taken.Select(one => (one.Farm, one.Id)).ToHashSet();
        var tags = taken.Where(one => one.Tag is not null).ToDictionary(one => (one.Farm, one.Tag!), one => one.Id);
        var conflicts = AnimalConflicts.Of(animals, (farm, id) => ids.Contains((farm, id)), (farm, tag) => tags.GetValueOrDefault((farm, tag)));
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.Begin();

        // In one order, so that two who add the same wait for each other and not in a circle.
        foreach (var animal in animals.OrderBy(animal => animal.FarmId).ThenBy(animal => animal.Id, StringComparer.Ordinal))
        {
            Encode(rows, animal);
        }

        rows.End();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellation);
        await copy.WriteAsync(rows.Written, cancellation);
        return [];
    }

    /// <summary>One statement, so that ids and tags are of one moment.</summary>
    private static Task<List<(int Farm, string Id, string? Tag)>> TakenAsync(
        NpgsqlConnection connection, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation)
    {
        int[] farms = [.. animals.Select(animal => animal.FarmId)];
        string[] ids = [.. animals.Select(animal => Texts.Storable(animal.Id))];
        string?[] tags = [.. animals.Select(animal => Texts.Storable(animal.TagEpc))];
        return connection.ListAsync(Taken, row => (row.GetInt32(0), row.GetString(1), row.Text(2)), cancellation, farms, ids, tags);
    }

    private static void Encode(CopyBuffer row, AnimalRegistration animal)
    {
        row.Row(14);
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
        row.Text(SearchText.Of(animal.Id, animal.Name, animal.TagEpc, animal.OfficialId?.Id));
    }
}
