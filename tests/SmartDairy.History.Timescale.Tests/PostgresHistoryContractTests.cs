using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests;

public sealed class PostgresHistoryContractTests(TestDatabases databases) : HistoryContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
