using Npgsql;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Schema;

/// <summary>What the database is, for people: <c>PostgreSQL 15.18, native partitions of 7 days</c>.</summary>
internal static class ServerDescription
{
    private const string Sql = """
        select current_setting('server_version'), history_is_partitioned(), (select extversion from pg_extension where extname = 'timescaledb'),
            current_setting('timescaledb.license', true)
        """;

    public static async Task<string> ReadAsync(NpgsqlConnection connection, int days, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return Describe(row.GetString(0), row.GetBoolean(1), row.TextOrNull(2), row.TextOrNull(3), days);
    }

    /// <param name="version">As the server says it, e.g. <c>15.18 (Debian 15.18-0+deb12u1)</c>.</param>
    /// <param name="extension">TimescaleDB's version; null when it is not in the database.</param>
    /// <param name="license"><c>timescale</c> is the Community licence.</param>
    public static string Describe(string version, bool partitioned, string? extension, string? license, int days)
    {
        var server = $"PostgreSQL {version.Split(' ')[0]}";
        return partitioned ? FormattableString.Invariant($"{server}, native partitions of {days} {(days == 1 ? "day" : "days")}")
            : license == "timescale" ? $"{server}, TimescaleDB {extension} (Community): hypertables, compression"
            : $"{server}, TimescaleDB {extension} (Apache): hypertables";
    }
}
