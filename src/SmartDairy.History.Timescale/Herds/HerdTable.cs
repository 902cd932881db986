using System.Text.RegularExpressions;
using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Timescale.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Herds;

internal static partial class HerdTable
{
    public static readonly ColumnSet<HerdRecord> Columns = new ColumnSet<HerdRecord>()
        .Int("farm", row => row.FarmId)
        .Text("kind", row => row.Kind)
        .Text("id", row => row.Id)
        .Text("subject", row => row.Subject)
        .Long("time", row => row.Time)
        .Long("until", row => row.Until)
        .Text("body", row => Storable(row.Body))
        .Long("revision", row => row.Revision)
        .Long("modified", row => row.Modified)
        .Flag("long", HerdBounds.IsLong);

    public static readonly string Upsert = Columns.Insert(
        "herd",
        "(farm, kind, id) do update set subject = excluded.subject, time = excluded.time, until = excluded.until, body = excluded.body, revision = excluded.revision, "
        + "modified = excluded.modified, long = excluded.long");

    private static readonly string Found = $"select {HerdStatement.Columns} from herd where farm = $1 and kind = $2 and id = $3";

    public static (int, string, string) Key(HerdRecord row) => (row.FarmId, Texts.Storable(row.Kind), Texts.Storable(row.Id));

    /// <summary>JSON that PostgreSQL can take apart: an escaped NUL becomes U+FFFD.</summary>
    public static string Storable(string json)
        => json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(json, "${before}\\ufffd") : json;

    public static async Task<HerdRecord?> FindAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellation)
        => (await connection.ListAsync(Found, Read, cancellation, farmId, kind, id)).FirstOrDefault();

    public static async Task<IReadOnlyList<HerdRecord>> ListAsync(NpgsqlConnection connection, HerdQuery query, int most, CancellationToken cancellation)
    {
        var (sql, values) = Statement(query).Page(most, after: null);
        return await connection.ListAsync(sql, Read, cancellation, [.. values]);
    }

    public static async Task<Page<HerdRecord>> PageAsync(NpgsqlConnection connection, HerdQuery query, int first, string? after, CancellationToken cancellation)
    {
        var statement = Statement(query);
        var total = await connection.ScalarAsync<long>(statement.CountSql, cancellation, [.. statement.Values]);
        var (sql, values) = statement.Page(first + 1L, after);
        var items = await connection.ListAsync(sql, Read, cancellation, [.. values]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<HerdRecord>(items, [.. items.Select(statement.Cursor)], hasNext, (int)Math.Min(total, int.MaxValue));
    }

    private static HerdStatement Statement(HerdQuery query) => new('$', "long", "body::json", namesIndexes: false, query);

    private static HerdRecord Read(NpgsqlDataReader row)
        => new()
        {
            FarmId = row.GetInt32(0),
            Kind = row.GetString(1),
            Id = row.GetString(2),
            Subject = row.GetString(3),
            Time = row.GetInt64(4),
            Until = row.LongOrNull(5),
            Body = row.GetString(6),
            Revision = row.GetInt64(7),
            Modified = row.GetInt64(8),
        };

    [GeneratedRegex(@"(?<before>(?<!\\)(?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();
}
