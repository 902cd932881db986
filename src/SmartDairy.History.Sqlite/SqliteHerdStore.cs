using SmartDairy.History.Herds;
using SmartDairy.History.Sqlite.Herds;

namespace SmartDairy.History.Sqlite;

/// <summary>Herds in the embedded store. Their writes share the commits of the readings.</summary>
public sealed class SqliteHerdStore(SqliteStore store) : SqlHerdStore(store.Database)
{
    protected override Task<bool> ApplyAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
        => store.Database.WriteAsync(session => HerdWrites.ApplyAsync(session, writes), cancellationToken);
}
