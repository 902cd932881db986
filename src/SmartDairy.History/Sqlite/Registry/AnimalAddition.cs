using SmartDairy.Contracts.Animals;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Registry;

/// <summary>Many animals at once, all or none.</summary>
internal static class AnimalAddition
{
    private const int MaxSentences = 20;

    public static IReadOnlyList<string> Add(Session session, IReadOnlyList<AnimalRegistration> animals)
    {
        var conflicts = Conflicts(session, animals);
        if (conflicts.Count > 0)
        {
            return conflicts;
        }

        using var insert = session.Use($"insert into animal ({AnimalTable.Columns}, search) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        foreach (var animal in animals)
        {
            insert.Bind(1, animal.FarmId);
            insert.Bind(2, animal.Id);
            insert.Bind(3, animal.Name);
            insert.Bind(4, animal.BirthDate);
            insert.Bind(5, animal.Lactation);
            insert.Bind(6, animal.CalvedAt);
            insert.Bind(7, animal.TagEpc);
            insert.Bind(8, Paging.Searchable(animal.Id, animal.Name, animal.TagEpc));
            insert.Run();
        }

        return [];
    }

    private static List<string> Conflicts(Session session, IReadOnlyList<AnimalRegistration> animals)
    {
        var conflicts = new List<string>();
        var ids = new HashSet<(int Farm, string Id)>(animals.Count);
        var tags = new HashSet<(int Farm, string Tag)>(animals.Count);
        foreach (var animal in animals)
        {
            if (!ids.Add((animal.FarmId, animal.Id)))
            {
                conflicts.Add($"The animal id {animal.Id} is given more than once.");
            }
            else if (AnimalTable.Find(session, animal.FarmId, animal.Id) is not null)
            {
                conflicts.Add($"The animal id {animal.Id} is taken on farm {animal.FarmId}.");
            }

            if (animal.TagEpc is not { } tag)
            {
                continue;
            }

            if (!tags.Add((animal.FarmId, tag)))
            {
                conflicts.Add($"The tag {tag} is given more than once.");
            }
            else if (AnimalTable.OfTag(session, animal.FarmId, tag) is { } wearer)
            {
                conflicts.Add($"The tag {tag} of {animal.Id} is worn by {wearer}.");
            }
        }

        if (conflicts.Count > MaxSentences)
        {
            conflicts.RemoveRange(MaxSentences, conflicts.Count - MaxSentences);
        }

        return conflicts;
    }
}
