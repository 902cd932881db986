using System.Text.RegularExpressions;
using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Herds;

internal static partial class HerdTable
{
    public static readonly ColumnSet<HerdRecord> Columns = new ColumnSet<HerdRecord>()
        .Int("farm", row => row.FarmId)
        .Text("kind", row => row.Kind)
        .Text("id", row => row.Id)
        .Text("subject", row => row.Subject)
        .Long("time", row => row.Time)
        .Long("until", row => row.Until)
        .Text("body", row => SanitizeJson(row.Body))
        .Long("revision", row => row.Revision)
        .Long("modified", row => row.Modified)
        .Bool("long", HerdRecordLimits.IsLong);

    public static readonly string UpsertSql = Columns.InsertSql(
        "herd",
        "(farm, kind, id) do update set subject = excluded.subject, time = excluded.time, until = excluded.until, body = excluded.body, revision = excluded.revision, "
        + "modified = excluded.modified, long = excluded.long");

    private static readonly string FindSql = $"select {HerdQuerySql.Columns} from herd where farm = $1 and kind = $2 and id = $3";

    public static (int, string, string) Key(HerdRecord row) => (row.FarmId, PostgresText.Sanitize(row.Kind), PostgresText.Sanitize(row.Id));

    /// <summary>JSON that PostgreSQL can take apart: an escaped NUL becomes U+FFFD.</summary>
    public static string SanitizeJson(string json)
        => json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(json, "${before}\\ufffd") : json;

    public static async Task<HerdRecord?> FindAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellationToken)
        => (await connection.QueryAsync(FindSql, Read, cancellationToken, farmId, kind, id)).FirstOrDefault();

    public static async Task<IReadOnlyList<HerdRecord>> ListAsync(NpgsqlConnection connection, HerdQuery query, int limit, CancellationToken cancellationToken)
    {
        var (sql, values) = CreateQuerySql(query).PageSql(limit, after: null);
        return await connection.QueryAsync(sql, Read, cancellationToken, [.. values]);
    }

    public static async Task<Page<HerdRecord>> ListPageAsync(NpgsqlConnection connection, HerdQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        var statement = CreateQuerySql(query);
        var total = await connection.QueryScalarAsync<long>(statement.CountSql, cancellationToken, [.. statement.Values]);
        var (sql, values) = statement.PageSql(first + 1L, after);
        var items = await connection.QueryAsync(sql, Read, cancellationToken, [.. values]);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new Page<HerdRecord>(items, [.. items.Select(statement.FormatCursor)], hasNext, (int)Math.Min(total, int.MaxValue));
    }

    private static HerdQuerySql CreateQuerySql(HerdQuery query) => new('$', "long", "body::json", usesIndexHints: false, query);

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
