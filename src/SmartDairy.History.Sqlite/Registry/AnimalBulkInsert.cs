using SmartDairy.Contracts.Animals;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Many animals at once, all or none.</summary>
internal static class AnimalBulkInsert
{
    public static IReadOnlyList<string> Add(SqliteSession session, IReadOnlyList<AnimalRegistration> animals)
    {
        var conflicts = AnimalConflicts.Find(
            animals, (farm, id) => AnimalTable.Find(session, farm, id) is not null, (farm, tag) => AnimalTable.FindIdByTag(session, farm, tag));
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        using var insert = session.Prepare($"insert into animal ({AnimalTable.Columns}, search) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
        foreach (var animal in animals)
        {
            insert.Bind(1, animal.FarmId);
            insert.Bind(2, animal.Id);
            insert.Bind(3, animal.Name);
            insert.Bind(4, animal.BirthDate);
            insert.Bind(5, animal.Lactation);
            insert.Bind(6, animal.CalvedAt);
            insert.Bind(7, animal.TagEpc);
            insert.Bind(8, animal.Group);
            insert.Bind(9, animal.OfficialId?.Scheme);
            insert.Bind(10, animal.OfficialId?.Id);
            insert.Bind(11, (long)animal.Sex);
            insert.Bind(12, animal.Breed);
            insert.Bind(13, animal.Place);
            insert.Bind(14, SearchText.Combine(animal.Id, animal.Name, animal.TagEpc, animal.OfficialId?.Id));
            insert.Execute();
        }

        return [];
    }
}
