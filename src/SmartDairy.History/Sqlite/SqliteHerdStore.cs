using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Herds;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite;

/// <summary>Herds in the embedded store: tables beside the readings, whose commits they share.</summary>
public sealed class SqliteHerdStore(SqliteStore store) : IHerdStore
{
    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellation)
    {
        HerdBounds.Check(writes);
        return writes.Count == 0 ? Task.FromResult(true) : ShareAsync(session => HerdTable.Write(session, writes), cancellation);
    }

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => ReadAsync(session => HerdTable.Find(session, farmId, kind, id), cancellation);

    public Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(session => HerdTable.List(session, query, most), cancellation);
    }

    public Task<Page<HerdRecord>> PageAsync(HerdQuery query, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => HerdTable.Page(session, query, first, after), cancellation);
    }

    public Task KeepAsync(IReadOnlyList<HerdSnapshot> snapshots, CancellationToken cancellation)
    {
        HerdBounds.Check(snapshots);
        return snapshots.Count == 0 ? Task.CompletedTask : ShareAsync(session => SnapshotTable.Keep(session, snapshots), cancellation);
    }

    public Task<HerdSnapshot?> SnapshotAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => ReadAsync(session => SnapshotTable.Find(session, farmId, kind, id), cancellation);

    public Task ForgetAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => ShareAsync(session => SnapshotTable.Forget(session, farmId, kind, id), cancellation);

    private Task<T> ReadAsync<T>(Func<Session, T> query, CancellationToken cancellation) => store.Readers.ReadAsync(query, cancellation);

    private Task<T> ShareAsync<T>(Func<Session, T> work, CancellationToken cancellation) => store.Writer.ShareAsync(work).WaitAsync(cancellation);
}
