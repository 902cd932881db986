using Npgsql;

namespace SmartDairy.History.Timescale.Database;

/// <summary>Columns that may be null, and times as Unix milliseconds.</summary>
internal static class Rows
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? IntOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static bool? FlagOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    public static double Real(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    public static long Moment(this NpgsqlDataReader row, int column) => Moments.OfTimestamp(row.GetDateTime(column));

    public static long? MomentOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);
}
