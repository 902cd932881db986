using SmartDairy.Contracts.Animals;
using SmartDairy.History.Database;

namespace SmartDairy.History.Registry;

/// <summary>Adds many animals, all or none, as <see cref="DeviceBulkInsert"/> adds devices.</summary>
internal static class AnimalBulkInsert
{
    public static async Task<IReadOnlyList<string>> AddAsync(SqlSession session, IReadOnlyList<AnimalRegistration> animals)
    {
        var ids = new HashSet<(int Farm, string Id)>();
        var tags = new Dictionary<(int Farm, string Tag), string>();
        foreach (var farm in animals.GroupBy(animal => animal.FarmId))
        {
            // One statement, so that ids and tags are of one moment.
            var taken = await session.QueryAsync(
                $"select id, tag_epc from animal where farm = $1 and ({session.Dialect.IsIn("id", "$2")} or {session.Dialect.IsIn("tag_epc", "$3")})",
                row => (Id: row.Text(), Tag: row.TextOrNull()),
                farm.Key,
                farm.Select(animal => animal.Id).ToArray(),
                farm.Select(animal => animal.TagEpc).OfType<string>().ToArray());
            foreach (var (id, tag) in taken)
            {
                ids.Add((farm.Key, id));
                if (tag is not null)
                {
                    tags[(farm.Key, tag)] = id;
                }
            }
        }

        var conflicts =
            AnimalConflicts.Find(animals, (farm, id) => ids.Contains((farm, id)), (farm, tag) => tags.GetValueOrDefault((farm, tag)));
        if (conflicts.Count == 0)
        {
            // Rows are written in one order: two callers that add the same animals wait for each other, never in a circle.
            await session.InsertAsync(
                RegistryTables.Animals, [.. animals.OrderBy(animal => animal.FarmId).ThenBy(animal => animal.Id, StringComparer.Ordinal)]);
        }

        return conflicts;
    }
}
