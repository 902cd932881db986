using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

internal static class AnimalTable
{
    public const string Columns =
        "farm, id, name, birth_date, lactation, calved_at, tag_epc, herd_group, official_scheme, official_id, sex, breed, place";

    private const string Filter = "farm = ?1 and (?2 is null or instr(search, ?2) > 0)";

    public static AnimalRegistration? Find(SqliteSession session, int farmId, string animalId)
    {
        using var row = session.Prepare($"select {Columns} from animal where farm = ?1 and id = ?2");
        row.Bind(1, farmId);
        row.Bind(2, animalId);
        return row.Step() ? Read(row) : null;
    }

    public static string? FindIdByTag(SqliteSession session, int farmId, string tagEpc)
    {
        using var row = session.Prepare("select id from animal where farm = ?1 and tag_epc = ?2");
        row.Bind(1, farmId);
        row.Bind(2, tagEpc);
        return row.Step() ? row.TextOrNull(0) : null;
    }

    public static Page<AnimalRegistration> ListPage(SqliteSession session, int farmId, string? search, int first, string? after)
    {
        var part = string.IsNullOrEmpty(search) ? null : search.ToLowerInvariant();
        int total;
        using (var count = session.Prepare($"select count(*) from animal where {Filter}"))
        {
            count.Bind(1, farmId);
            count.Bind(2, part);
            count.Step();
            total = count.Int(0);
        }

        using var rows = session.Prepare($"select {Columns} from animal where {Filter} and id > ?3 order by id limit ?4");
        rows.Bind(1, farmId);
        rows.Bind(2, part);
        rows.Bind(3, after ?? "");
        rows.Bind(4, first + 1L);
        return Paging.ReadPage(rows, first, Read, animal => animal.Id, total);
    }

    /// <summary>The ids that do not exist; when there is one, nothing is changed.</summary>
    public static IReadOnlyList<string> SetGroup(SqliteSession session, int farmId, IReadOnlyCollection<string> animalIds, string? group)
    {
        var unknown = new List<string>();
        foreach (var animalId in animalIds)
        {
            using var row = session.Prepare("select 1 from animal where farm = ?1 and id = ?2");
            row.Bind(1, farmId);
            row.Bind(2, animalId);
            if (!row.Step())
            {
                unknown.Add(animalId);
            }
        }

        if (unknown.Count > 0)
        {
            return unknown;
        }

        using var update = session.Prepare("update animal set herd_group = ?3 where farm = ?1 and id = ?2");
        update.Bind(1, farmId);
        update.Bind(3, group);
        foreach (var animalId in animalIds)
        {
            update.Bind(2, animalId);
            update.Execute();
        }

        return [];
    }

    public static IReadOnlyDictionary<string, string> ListGroups(SqliteSession session, int farmId)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = session.Prepare("select id, herd_group from animal where farm = ?1 and herd_group is not null");
        rows.Bind(1, farmId);
        while (rows.Step())
        {
            groups[rows.TextOrNull(0)!] = rows.TextOrNull(1)!;
        }

        return groups;
    }

    private static AnimalRegistration Read(SqliteStatement row)
        => new()
        {
            FarmId = row.Int(0),
            Id = row.TextOrNull(1)!,
            Name = row.TextOrNull(2),
            BirthDate = row.LongOrNull(3),
            Lactation = row.IntOrNull(4),
            CalvedAt = row.LongOrNull(5),
            TagEpc = row.TextOrNull(6),
            Group = row.TextOrNull(7),
            OfficialId = row.TextOrNull(8) is { } scheme ? new OfficialId(scheme, row.TextOrNull(9)!) : null,
            Sex = (Sex)row.Int(10),
            Breed = row.TextOrNull(11),
            Place = row.TextOrNull(12),
        };
}
