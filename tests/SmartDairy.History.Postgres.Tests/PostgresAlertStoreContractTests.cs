using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests;

public sealed class PostgresAlertStoreContractTests(TestDatabases databases) : AlertStoreContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
