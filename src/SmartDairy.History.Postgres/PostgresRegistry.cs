using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres;

/// <summary>The registry in PostgreSQL.</summary>
public sealed class PostgresRegistry(PostgresStore store) : SqlRegistry(store.Executor);
