using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Herds;

namespace SmartDairy.History.Sqlite;

/// <summary>Herds in the embedded store: tables beside the readings, whose commits they share.</summary>
public sealed class SqliteHerdStore(SqliteStore store) : IHerdStore
{
    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(writes);
        return writes.Count == 0 ? Task.FromResult(true) : WriteInBatchAsync(session => HerdTable.Write(session, writes), cancellationToken);
    }

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => ReadAsync(session => HerdTable.Find(session, farmId, kind, id), cancellationToken);

    public Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(session => HerdTable.List(session, query, most), cancellationToken);
    }

    public Task<Page<HerdRecord>> GetPageAsync(HerdQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => HerdTable.ListPage(session, query, first, after), cancellationToken);
    }

    public Task SaveSnapshotsAsync(IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(snapshots);
        return snapshots.Count == 0 ? Task.CompletedTask : WriteInBatchAsync(session => SnapshotTable.Save(session, snapshots), cancellationToken);
    }

    public Task<ActorSnapshot?> FindSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => ReadAsync(session => SnapshotTable.Find(session, farmId, kind, id), cancellationToken);

    public Task DeleteSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => WriteInBatchAsync(session => SnapshotTable.Delete(session, farmId, kind, id), cancellationToken);

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken) => store.Readers.ReadAsync(query, cancellationToken);

    private Task<T> WriteInBatchAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => store.Writer.WriteInBatchAsync(work).WaitAsync(cancellationToken);
}
