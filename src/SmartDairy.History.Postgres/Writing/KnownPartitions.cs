using Npgsql;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>
/// The spans of time that this process knows to have partitions. A batch that falls outside has them made first; where the database makes
/// its own chunks, everything is ready at the first answer.
/// </summary>
internal sealed class KnownPartitions(int days)
{
    private const long DayMilliseconds = 86_400_000;
    private volatile List<(long From, long To)> _ready = [];

    public static long DayOf(long time) => (time / DayMilliseconds) - (time % DayMilliseconds < 0 ? 1 : 0);

    /// <summary>Another process may have dropped some.</summary>
    public void Clear() => _ready = [];

    /// <param name="wanted">Days since 1970.</param>
    public async Task EnsureAsync(NpgsqlConnection connection, HashSet<long> wanted)
    {
        List<DateTime>? missing = null;
        foreach (var day in wanted)
        {
            if (!_ready.Exists(span => span.From <= day * DayMilliseconds && span.To >= (day + 1) * DayMilliseconds))
            {
                (missing ??= []).Add(PostgresTimestamp.FromUnixMilliseconds(day * DayMilliseconds));
            }
        }

        if (missing is null)
        {
            return;
        }

        missing.Sort();
        var made =
            await connection.QueryAsync("select starts, ends from history_prepare($1, $2)", row => (row.GetInt64(0), row.GetInt64(1)),
                CancellationToken.None, days, missing.ToArray());
        _ready = [.. _ready.Union(made)];
    }
}
