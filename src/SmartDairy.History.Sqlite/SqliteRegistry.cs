using SmartDairy.History.Registry;

namespace SmartDairy.History.Sqlite;

/// <summary>The registry in the embedded store. Its writes share the commits of the readings.</summary>
public sealed class SqliteRegistry(SqliteStore store) : SqlRegistry(store.Database);
