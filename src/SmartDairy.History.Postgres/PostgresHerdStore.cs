using SmartDairy.History.Herds;

namespace SmartDairy.History.Postgres;

/// <summary>Herds in PostgreSQL. The writes of many actors share transactions.</summary>
public sealed class PostgresHerdStore(PostgresStore store) : SqlHerdStore(store.Executor)
{
    protected override Task<bool> ApplyAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
        => store.HerdWrites.AddAsync(writes).WaitAsync(cancellationToken);
}
