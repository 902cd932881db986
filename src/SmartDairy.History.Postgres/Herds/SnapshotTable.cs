using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Herds;

internal static class SnapshotTable
{
    // In one order, so that no two who keep many wait for each other.
    private const string Upsert =
        "insert into herd_snapshot (farm, kind, id, as_of, body) select * from unnest($1, $2, $3, $4, $5) as s (farm, kind, id, as_of, body) order by farm, kind collate \"C\", id collate \"C\" "
        + "on conflict (farm, kind, id) do update set as_of = excluded.as_of, body = excluded.body";

    public static Task<int> SaveAsync(NpgsqlConnection connection, IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken)
        => connection.ExecuteAsync(
            Upsert,
            cancellationToken,
            (int[])[.. snapshots.Select(snapshot => snapshot.FarmId)],
            (string[])[.. snapshots.Select(snapshot => PostgresText.Sanitize(snapshot.Kind))],
            (string[])[.. snapshots.Select(snapshot => PostgresText.Sanitize(snapshot.Id))],
            (long[])[.. snapshots.Select(snapshot => snapshot.AsOf)],
            (byte[][])[.. snapshots.Select(snapshot => snapshot.Body.ToArray())]);

    public static async Task<ActorSnapshot?> FindAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellationToken)
        => (await connection.QueryAsync(
            "select as_of, body from herd_snapshot where farm = $1 and kind = $2 and id = $3",
            row => new ActorSnapshot(farmId, kind, id, row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken,
            farmId,
            kind,
            id)).FirstOrDefault();

    public static Task<int> DeleteAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellationToken)
        => connection.ExecuteAsync("delete from herd_snapshot where farm = $1 and kind = $2 and id = $3", cancellationToken, farmId, kind, id);
}
