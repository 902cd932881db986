using SmartDairy.Contracts;
using SmartDairy.History.Database;

namespace SmartDairy.History.Herds;

/// <summary>The herd store of either backend: tables beside the readings. How writes share commits is the backend's own.</summary>
public abstract class SqlHerdStore : IHerdStore
{
    private const string OfKey = "where farm = $1 and kind = $2 and id = $3";
    private readonly SqlDatabase _database;

    internal SqlHerdStore(SqlDatabase database) => _database = database;

    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(writes);
        return writes.Count == 0 ? Task.FromResult(true) : ApplyAsync(writes, cancellationToken);
    }

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(HerdTables.Records, OfKey, farmId, kind, id), cancellationToken);

    public async Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var (sql, values) = new HerdQuerySql(_database.Dialect, query).PageSql(limit, after: null);
        return await _database.ReadAsync(session => session.QueryAsync(sql, HerdTables.Records.Read, [.. values]), cancellationToken);
    }

    public Task<Page<HerdRecord>> GetPageAsync(HerdQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var statement = new HerdQuerySql(_database.Dialect, query);
        return _database.ReadAsync(
            async session =>
            {
                var total = await session.FindNumberAsync(statement.CountSql, [.. statement.Values]);
                var (sql, values) = statement.PageSql(first + 1L, after);
                var records = await session.QueryAsync(sql, HerdTables.Records.Read, [.. values]);
                return SqlSession.CreatePage(records, first, statement.FormatCursor, total);
            },
            cancellationToken,
            snapshot: true);
    }

    public async Task SaveSnapshotsAsync(IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken)
    {
        HerdRecordLimits.Validate(snapshots);
        if (snapshots.Count > 0)
        {
            // Rows are written in one order: two callers that save many snapshots wait for each other, never in a circle.
            ActorSnapshot[] rows =
            [
                .. snapshots.OrderBy(snapshot => snapshot.FarmId)
                    .ThenBy(snapshot => snapshot.Kind, StringComparer.Ordinal)
                    .ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal),
            ];
            await _database.WriteAsync(
                session => session.InsertAsync(HerdTables.Snapshots, rows, HerdTables.Snapshots.Replace("farm", "kind", "id")),
                cancellationToken, isIdempotent: true);
        }
    }

    public Task<ActorSnapshot?> FindSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(HerdTables.Snapshots, OfKey, farmId, kind, id), cancellationToken);

    public Task DeleteSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => _database.WriteAsync(
            session => session.ExecuteAsync($"delete from herd_snapshot {OfKey}", farmId, kind, id), cancellationToken, isIdempotent: true);

    /// <summary>Stores valid writes, all or none; false when a record is not at the revision it was expected at.</summary>
    protected abstract Task<bool> ApplyAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken);
}
