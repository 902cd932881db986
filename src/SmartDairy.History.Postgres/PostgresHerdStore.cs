using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Herds;

namespace SmartDairy.History.Postgres;

/// <summary>Herds in PostgreSQL: plain tables beside the readings.</summary>
public sealed class PostgresHerdStore(PostgresStore store) : IHerdStore
{
    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(writes);
        return writes.Count == 0 ? Task.FromResult(true) : store.HerdWrites.WriteAsync(writes).WaitAsync(cancellationToken);
    }

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => ReadAsync(connection => HerdTable.FindAsync(connection, farmId, kind, id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(connection => HerdTable.ListAsync(connection, query, most, cancellationToken), cancellationToken);
    }

    public Task<Page<HerdRecord>> GetPageAsync(HerdQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => HerdTable.ListPageAsync(connection, query, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public async Task SaveSnapshotsAsync(IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(snapshots);
        if (snapshots.Count > 0)
        {
            await store.Executor.WriteAsync(connection => SnapshotTable.SaveAsync(connection, snapshots, cancellationToken), cancellationToken, isIdempotent: true);
        }
    }

    public Task<ActorSnapshot?> FindSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => ReadAsync(connection => SnapshotTable.FindAsync(connection, farmId, kind, id, cancellationToken), cancellationToken);

    public Task DeleteSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => SnapshotTable.DeleteAsync(connection, farmId, kind, id, cancellationToken), cancellationToken, isIdempotent: true);

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken, bool repeatableRead = false)
        => store.Executor.ReadAsync(query, cancellationToken, repeatableRead);
}
