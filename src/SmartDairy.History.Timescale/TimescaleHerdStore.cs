using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Herds;
using SmartDairy.History.Timescale.Herds;

namespace SmartDairy.History.Timescale;

/// <summary>Herds in PostgreSQL: plain tables beside the readings.</summary>
public sealed class TimescaleHerdStore(TimescaleStore store) : IHerdStore
{
    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellation)
    {
        HerdBounds.Check(writes);
        return writes.Count == 0 ? Task.FromResult(true) : store.Herds.WriteAsync(writes).WaitAsync(cancellation);
    }

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => ReadAsync(connection => HerdTable.FindAsync(connection, farmId, kind, id, cancellation), cancellation);

    public Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(connection => HerdTable.ListAsync(connection, query, most, cancellation), cancellation);
    }

    public Task<Page<HerdRecord>> PageAsync(HerdQuery query, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => HerdTable.PageAsync(connection, query, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public async Task KeepAsync(IReadOnlyList<HerdSnapshot> snapshots, CancellationToken cancellation)
    {
        HerdBounds.Check(snapshots);
        if (snapshots.Count > 0)
        {
            await store.Connections.WriteAsync(connection => SnapshotTable.KeepAsync(connection, snapshots, cancellation), cancellation, mayRepeat: true);
        }
    }

    public Task<HerdSnapshot?> SnapshotAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => ReadAsync(connection => SnapshotTable.FindAsync(connection, farmId, kind, id, cancellation), cancellation);

    public Task ForgetAsync(int farmId, string kind, string id, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => SnapshotTable.ForgetAsync(connection, farmId, kind, id, cancellation), cancellation, mayRepeat: true);

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation, bool oneSnapshot = false)
        => store.Connections.ReadAsync(query, cancellation, oneSnapshot);
}
