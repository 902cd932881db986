using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SmartDairy.Hosting.Storage;

/// <summary>
/// Opens SQLite the way grain state needs it: readers beside the writer (WAL), patience with the other writer, and every commit on disk
/// before it counts. The defaults fail with "database is locked" under load.
/// </summary>
internal sealed class SqliteDataSource(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Connection(connectionString);

    private sealed class Connection(string connectionString) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            using var command = CreateCommand();
            command.CommandText = "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=5000;";
            command.ExecuteNonQuery();
        }
    }
}
