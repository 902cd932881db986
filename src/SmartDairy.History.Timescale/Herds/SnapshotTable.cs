using Npgsql;
using SmartDairy.History.Herds;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Herds;

internal static class SnapshotTable
{
    // In one order, so that no two who keep many wait for each other.
    private const string Upsert =
        "insert into herd_snapshot (farm, kind, id, as_of, body) select * from unnest($1, $2, $3, $4, $5) as s (farm, kind, id, as_of, body) order by farm, kind collate \"C\", id collate \"C\" "
        + "on conflict (farm, kind, id) do update set as_of = excluded.as_of, body = excluded.body";

    public static Task<int> KeepAsync(NpgsqlConnection connection, IReadOnlyList<HerdSnapshot> snapshots, CancellationToken cancellation)
        => connection.RunAsync(
            Upsert,
            cancellation,
            (int[])[.. snapshots.Select(snapshot => snapshot.FarmId)],
            (string[])[.. snapshots.Select(snapshot => Texts.Storable(snapshot.Kind))],
            (string[])[.. snapshots.Select(snapshot => Texts.Storable(snapshot.Id))],
            (long[])[.. snapshots.Select(snapshot => snapshot.AsOf)],
            (byte[][])[.. snapshots.Select(snapshot => snapshot.Body.ToArray())]);

    public static async Task<HerdSnapshot?> FindAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellation)
        => (await connection.ListAsync(
            "select as_of, body from herd_snapshot where farm = $1 and kind = $2 and id = $3",
            row => new HerdSnapshot(farmId, kind, id, row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancellation,
            farmId,
            kind,
            id)).FirstOrDefault();

    public static Task<int> ForgetAsync(NpgsqlConnection connection, int farmId, string kind, string id, CancellationToken cancellation)
        => connection.RunAsync("delete from herd_snapshot where farm = $1 and kind = $2 and id = $3", cancellation, farmId, kind, id);
}
