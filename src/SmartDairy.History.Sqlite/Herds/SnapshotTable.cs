using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Herds;

internal static class SnapshotTable
{
    public static bool Save(SqliteSession session, IReadOnlyList<ActorSnapshot> snapshots)
    {
        using var upsert = session.Prepare(
            "insert into herd_snapshot (farm, kind, id, as_of, body) values (?1, ?2, ?3, ?4, ?5) on conflict (farm, kind, id) do update set as_of = excluded.as_of, body = excluded.body");
        foreach (var snapshot in snapshots)
        {
            upsert.Bind(1, snapshot.FarmId);
            upsert.Bind(2, snapshot.Kind);
            upsert.Bind(3, snapshot.Id);
            upsert.Bind(4, snapshot.AsOf);
            upsert.Bind(5, snapshot.Body.Span);
            upsert.Execute();
        }

        return true;
    }

    public static ActorSnapshot? Find(SqliteSession session, int farmId, string kind, string id)
    {
        using var row = session.Prepare("select as_of, body from herd_snapshot where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, farmId);
        row.Bind(2, kind);
        row.Bind(3, id);
        return row.Step() ? new ActorSnapshot(farmId, kind, id, row.Long(0), row.Blob(1)) : null;
    }

    public static bool Delete(SqliteSession session, int farmId, string kind, string id)
    {
        using var row = session.Prepare("delete from herd_snapshot where farm = ?1 and kind = ?2 and id = ?3");
        row.Bind(1, farmId);
        row.Bind(2, kind);
        row.Bind(3, id);
        row.Execute();
        return session.Changes > 0;
    }
}
