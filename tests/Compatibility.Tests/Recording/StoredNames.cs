using System.Data.Common;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>The names in a database under which Orleans and the migrations find things again.</summary>
internal static class StoredNames
{
    private static readonly string[] Queries =
    [
        "select distinct 'state ' || graintypestring from orleansstorage order by 1",
        "select distinct 'reminder ' || substr(grainid, 1, length(grainid) - length(ltrim(grainid, 'abcdefghijklmnopqrstuvwxyz'))) || ' ' "
            + "|| remindername from orleansreminderstable order by 1",
        "select distinct 'herd ' || kind from herd order by 1",
        "select distinct 'snapshot ' || kind from herd_snapshot order by 1",
        "select 'script ' || scriptname from schemaversions order by 1",
    ];

    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection)
    {
        await using var _ = connection;
        await connection.OpenAsync();
        var names = new List<string>();
        foreach (var query in Queries)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
            }
        }

        return names;
    }
}
