using System.Globalization;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Registry;

internal static class FarmTable
{
    private const string Columns = "id, name, time_zone";

    public static bool Add(SqliteSession session, FarmSnapshot farm)
    {
        using var insert = session.Prepare($"insert into farm ({Columns}) values (?1, ?2, ?3) on conflict (id) do nothing");
        insert.Bind(1, farm.Id);
        insert.Bind(2, farm.Name);
        insert.Bind(3, farm.TimeZone);
        insert.Execute();
        return session.Changes > 0;
    }

    public static FarmSnapshot? Find(SqliteSession session, int farmId)
    {
        using var row = session.Prepare($"select {Columns} from farm where id = ?1");
        row.Bind(1, farmId);
        return row.Step() ? Read(row) : null;
    }

    public static Page<FarmSnapshot> ListPage(SqliteSession session, IReadOnlyCollection<int>? farmIds, int first, string? after)
    {
        var ids = farmIds is null ? null : $"[{string.Join(',', farmIds)}]";
        int total;
        using (var count = session.Prepare("select count(*) from farm where ?1 is null or id in (select value from json_each(?1))"))
        {
            count.Bind(1, ids);
            count.Step();
            total = count.Int(0);
        }

        using var rows = session.Prepare(
            $"select {Columns} from farm where id > ?2 and (?1 is null or id in (select value from json_each(?1))) order by id limit ?3");
        rows.Bind(1, ids);
        rows.Bind(2, int.TryParse(after, NumberStyles.Integer, CultureInfo.InvariantCulture, out var last) ? last : 0L);
        rows.Bind(3, first + 1L);
        return Paging.ReadPage(rows, first, Read, farm => farm.Id.ToString(CultureInfo.InvariantCulture), total);
    }

    private static FarmSnapshot Read(SqliteStatement row) => new(row.Int(0), row.TextOrNull(1)!, row.TextOrNull(2)!);
}
