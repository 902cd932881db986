using SmartDairy.History.Registry;

namespace SmartDairy.History.Sqlite;

/// <summary>The registry in the embedded store. Each write has a transaction of its own.</summary>
public sealed class SqliteRegistry(SqliteStore store) : SqlRegistry(store.OwnTransactions);
