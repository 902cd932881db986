using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Alerts;

namespace SmartDairy.History.Sqlite;

/// <summary>Alerts in the embedded store. Their writes share the commits of the readings.</summary>
public sealed class SqliteAlertStore(SqliteStore store, TimeProvider time) : SqlAlertStore(store.Database, time)
{
    protected override Task<bool> ApplyAsync(AlertCommit commit, CancellationToken cancellationToken)
        => store.Database.WriteAsync(session => AlertCommits.ApplyAsync(session, commit), cancellationToken);
}
