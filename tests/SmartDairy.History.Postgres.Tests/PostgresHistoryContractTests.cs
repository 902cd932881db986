using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests;

public sealed class PostgresHistoryContractTests(TestDatabases databases) : HistoryContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
