using Npgsql;

namespace SmartDairy.History.Postgres.Database;

/// <summary>Columns that may be null, and times as Unix milliseconds.</summary>
internal static class DataReaderExtensions
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? IntOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static bool? BoolOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    public static double DoubleOrNaN(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    public static long UnixMilliseconds(this NpgsqlDataReader row, int column)
        => PostgresTimestamp.ToUnixMilliseconds(row.GetDateTime(column));

    public static long? UnixMillisecondsOrNull(this NpgsqlDataReader row, int column)
        => row.IsDBNull(column) ? null : row.UnixMilliseconds(column);
}
