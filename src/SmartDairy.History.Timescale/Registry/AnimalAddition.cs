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
    private const string Ids = "select a.farm, a.id, a.id from animal a join unnest($1, $2) as given (farm, value) on a.farm = given.farm and a.id = given.value";
    private const string Tags = "select a.farm, a.tag_epc, a.id from animal a join unnest($1, $2) as given (farm, value) on a.farm = given.farm and a.tag_epc = given.value";

    public static async Task<IReadOnlyList<string>> AddAsync(NpgsqlConnection connection, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation)
    {
        var ids = await TakenAsync(connection, Ids, animals, animal => animal.Id, cancellation);
        var tags = await TakenAsync(connection, Tags, animals, animal => animal.TagEpc, cancellation);
        var conflicts = AnimalConflicts.Of(animals, (farm, id) => ids.ContainsKey((farm, id)), (farm, tag) => tags.GetValueOrDefault((farm, tag)));
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        var rows = new CopyBuffer();
        rows.Begin();
        foreach (var animal in animals)
        {
            Encode(rows, animal);
        }

        rows.End();
        await using var copy = await connection.BeginRawBinaryCopyAsync(Insert, cancellation);
        await copy.WriteAsync(rows.Written, cancellation);
        return [];
    }

    private static async Task<Dictionary<(int Farm, string Value), string>> TakenAsync(
        NpgsqlConnection connection, string sql, IReadOnlyList<AnimalRegistration> animals, Func<AnimalRegistration, string?> value, CancellationToken cancellation)
    {
        var found = new Dictionary<(int Farm, string Value), string>();
        int[] farms = [.. animals.Select(animal => animal.FarmId)];
        string?[] values = [.. animals.Select(animal => Texts.Storable(value(animal)))];
        foreach (var (farm, taken, id) in await connection.ListAsync(sql, row => (row.GetInt32(0), row.GetString(1), row.GetString(2)), cancellation, farms, values))
        {
            found[(farm, taken)] = id;
        }

        return found;
    }

    private static void Encode(CopyBuffer row, AnimalRegistration animal)
    {
        row.Row(8);
        row.Int(animal.FarmId);
        row.Text(animal.Id);
        row.Text(animal.Name);
        row.Long(animal.BirthDate);
        row.Int(animal.Lactation);
        row.Long(animal.CalvedAt);
        row.Text(animal.TagEpc);
        row.Text(SearchText.Of(animal.Id, animal.Name, animal.TagEpc));
    }
}
